package io.caravan.cdr.sync.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import io.caravan.hub.client.HubConnection;
import io.caravan.hub.client.RefusedException;
import io.caravan.hub.client.Screen;
import io.caravan.hub.config.HubProperties;

/** {@code ./caravan sync}: asks the running hub for a backfill and follows it. */
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = {
            "Pulls the call records of past days of a node again. The running hub does the work; Ctrl-C does not stop it.",
            "The admin key, where the hub wants one, is taken from the configuration or from CARAVAN_HUB_ADMIN_KEY."
        })
public final class SyncCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Supplier<HubProperties> configuration;

    @Option(names = "--node", paramLabel = "ID", description = "The node, as config/vos-nodes.yaml numbers it.")
    private Integer node;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            converter = Day.class,
            description = "First business day of the node, such as 2026-10-01.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", converter = Day.class, description = "Last day, included.")
    private LocalDate to;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "Only this account; may be given several times. Without it: all accounts of the node.")
    private List<String> accounts = List.of();

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why; for people.")
    private String comment;

    @Option(names = "--detach", description = "Asks for it and does not follow.")
    private boolean detach;

    @Option(names = "--id", paramLabel = "ID", description = "Follows a sync that is there already.")
    private String id;

    @Option(
            names = "--give-up-after",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Ends with 1 when all that is left has failed N times in a row; the hub goes on trying. Default: 3.")
    private int attempts;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The hub, such as http://hub:8080; by default the one that the configuration describes.")
    private URI url;

    @Spec
    private CommandSpec spec;

    /** @param configuration read when the command runs */
    public SyncCommand(Supplier<HubProperties> configuration) {
        this.configuration = configuration;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkOptions();
        HubClient hub = hub();
        var screen = new Screen(spec.commandLine().getOut(), Boolean.getBoolean("caravan.terminal"));
        String job = id;
        if (job == null) {
            Job created = create(hub);
            created.warnings().forEach(warning -> screen.say("caravan: " + warning));
            screen.say("Sync " + created.id() + ": " + created.title());
            job = created.id();
        }
        return detach ? 0 : new Follower(hub, screen, new ProgressLine(Clock.systemUTC()), attempts).follow(job);
    }

    private Job create(HubClient hub) throws IOException {
        try {
            return hub.create(request());
        } catch (RefusedException e) {
            if (e.senseless()) {
                throw new ParameterException(spec.commandLine(), "caravan: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private void checkOptions() {
        List<String> missing = new ArrayList<>();
        if (id == null) {
            addIf(node == null, "--node", missing);
            addIf(from == null, "--from", missing);
            addIf(to == null, "--to", missing);
        }
        if (!missing.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    String.join(", ", missing)
                            + " missing: --node, --from and --to say what to pull, or --id what to follow");
        }
        if (id != null && (node != null || from != null || to != null || !accounts.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--id follows a sync as it is: leave the other options out");
        }
    }

    private static void addIf(boolean absent, String option, List<String> missing) {
        if (absent) {
            missing.add(option);
        }
    }

    private Map<String, Object> request() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("node", node);
        request.put("from", from.toString());
        request.put("to", to.toString());
        if (!accounts.isEmpty()) {
            request.put("accounts", accounts);
        }
        if (comment != null) {
            request.put("comment", comment);
        }
        return request;
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Tells how far a sync is; without an ID, the newest ones.")
    int status(@Parameters(arity = "0..1", paramLabel = "ID") String which) throws IOException {
        var line = new ProgressLine(Clock.systemUTC());
        List<Job> jobs = which == null ? hub().newest() : List.of(hub().job(which));
        for (Job job : jobs) {
            say(job.id() + "  " + job.title() + ": " + line.plain(job).strip());
        }
        return 0;
    }

    @Command(name = "pause", mixinStandardHelpOptions = true, description = "Lets a sync rest.")
    int pause(@Parameters(paramLabel = "ID") String which) throws IOException {
        return tell(which, "pause");
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Lets a paused sync go on.")
    int resume(@Parameters(paramLabel = "ID") String which) throws IOException {
        return tell(which, "resume");
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Ends a sync for ever; what it has pulled stays.")
    int cancel(@Parameters(paramLabel = "ID") String which) throws IOException {
        return tell(which, "cancel");
    }

    private int tell(String which, String wish) throws IOException {
        Job job = hub().tell(which, wish);
        say("Sync " + job.id() + " is " + job.state());
        return 0;
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }

    private HubClient hub() {
        return new HubClient(HubConnection.of(spec, url, configuration.get(), PATIENCE));
    }
}
