package io.caravan.hub.routes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over edited, added and deleted route files of a running hub within 3 s, all or nothing: with a fault, the routes
 * before keep serving, and the fault is logged and kept for {@link RouteStatus}.
 *
 * <p>It looks every 250 ms rather than wait for file events: that works on every file system and with every way of saving.
 * Names, sizes and times are compared, contents when one of these differs and every tenth time, since a file system may
 * tell times by the second. A change counts once two looks in a row agree, so that a file being written is left alone.
 */
public final class RouteReloader extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(RouteReloader.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    /** Of so many looks one reads the files whatever their outline. */
    private static final int LOOKS_A_READ = 10;

    private static final Duration STOP = Duration.ofSeconds(15);

    private final Path home;
    private final RouteCheck check;
    private final RouteLoader loader;
    private ScheduledExecutorService thread;
    private String handled;
    private String handledOutline = "";
    private String seenOutline = "";
    private int looks;
    private volatile Refusal refusal;

    /**
     * A tree that was not taken over.
     *
     * @param seenAt when it was refused
     */
    record Refusal(String revision, Instant seenAt, List<RouteFault> faults) {}

    /** @param loader holds the routes that are loaded now */
    public RouteReloader(Path home, RouteCheck check, RouteLoader loader) {
        this.home = home;
        this.check = check;
        this.loader = loader;
        handled = loader.loaded().tree().revision();
    }

    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    protected void doStart() {
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread named = new Thread(task, "caravan-route-reload");
            named.setDaemon(true);
            return named;
        });
        thread.scheduleWithFixedDelay(
                this::look, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() throws InterruptedException {
        if (thread == null) {
            // The hub is stopped because it could not start.
            return;
        }
        thread.shutdown();
        if (!thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.atWarn().log("stopping while routes are still being replaced");
            thread.shutdownNow();
        }
    }

    private void look() {
        try {
            String outline = RouteTree.outline(home);
            boolean settled = outline.equals(seenOutline);
            seenOutline = outline;
            if (settled && (!outline.equals(handledOutline) || ++looks % LOOKS_A_READ == 0)) {
                handledOutline = outline;
                read();
            }
        } catch (IOException e) {
            // A file can vanish between listing and reading; the next look sees what has become of it.
            LOG.atDebug().setCause(e).log("cannot read the route files, looking again");
        } catch (RuntimeException e) {
            // An exception that left this method would end the schedule.
            LOG.atError().setCause(e).log("cannot check the changed routes; the previous ones keep serving");
        }
    }

    private void read() throws IOException {
        RouteTree tree = RouteTree.read(home);
        String revision = tree.revision();
        if (!revision.equals(handled)) {
            handled = revision;
            takeOver(tree);
        }
    }

    private void takeOver(RouteTree tree) {
        RouteTree before = loader.loaded().tree();
        if (tree.revision().equals(before.revision())) {
            refusal = null;
            LOG.atInfo().addKeyValue("revision", tree.revision()).log("routes are as loaded again");
            return;
        }
        RouteVerdict verdict = check.check(tree);
        List<RouteFault> faults = verdict.ok() ? loader.load(tree) : verdict.faults();
        if (!faults.isEmpty()) {
            faults.forEach(fault -> LOG.atWarn().log("{}", fault));
            LOG.atWarn().log("changed routes refused: {} faults, the previous routes keep serving", faults.size());
            refusal = new Refusal(tree.revision(), Instant.now(), faults);
            return;
        }
        refusal = null;
        LOG.atInfo()
                .addKeyValue("revision", tree.revision())
                .log("changed routes taken over: {} routes", verdict.routes());
    }
}
