package io.caravan.hub.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.caravan.embedded.EmbeddedServers;
import io.caravan.hub.Hub;
import io.caravan.hub.HubPorts;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.embedded.Addresses;
import io.caravan.hub.embedded.DataFolder;
import io.caravan.hub.embedded.EmbeddedPlan;
import io.caravan.hub.health.DependencyMonitor;

/** {@code ./caravan run}: the embedded servers that are asked for, and the hub. */
@Command(
        name = "run",
        description = "Starts the hub, and the embedded servers that caravan.embedded lists. Ctrl-C stops everything.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Mixin
    private HubOptions options;

    @Option(names = "--fresh", description = "Deletes the data of the embedded servers first.")
    private boolean fresh;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        HubProperties properties = options.properties();
        Logging.configure(properties);
        PrintWriter out = spec.commandLine().getOut();
        boolean forMachines = "json".equals(properties.get("caravan.log.format"));
        var report = new StartReport(out, forMachines);
        HubPorts.check(properties);
        var plan = new EmbeddedPlan(properties);
        if (fresh) {
            DataFolder.empty(plan.layout().data());
        }
        var shutdown = new Shutdown(forMachines ? LOG::info : report::say);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown, "shutdown"));
        shutdown.add(new EmbeddedServers(plan.servers(Addresses.embedded(options.asGiven())), report))
                .start();
        Duration before = StartReport.sinceProcessStart();
        Hub hub = shutdown.add(new Hub(properties, Clock.systemUTC()));
        hub.start();
        report.hubReady(StartReport.sinceProcessStart().minus(before));
        tell(report, hub.beans().monitor(), new Welcome(properties));
        new CountDownLatch(1).await();
        return 0;
    }

    private static void tell(StartReport report, DependencyMonitor monitor, Welcome welcome)
            throws InterruptedException {
        if (monitor.awaitAllUp(PATIENCE)) {
            report.allReady();
        } else {
            monitor.states().stream()
                    .filter(state -> !state.up())
                    .forEach(state -> report.say("Still waiting for " + state.name() + ": " + state.problem()));
        }
        report.say(welcome.text());
    }
}
