package io.caravan.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;
import io.caravan.bench.report.Figures;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.JavaProcess;
import io.caravan.bench.stack.Memory;
import io.caravan.embedded.EmbeddedServers;

/** Start-up times and memory, beside those of an empty Camel and an empty JVM. */
@Command(
        name = "start",
        description = "Measures the start of the whole stack, of the hub alone, and of validate; and resident memory.")
public final class StartBench extends BenchCommand {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each is started (default: ${DEFAULT-VALUE}).")
    private int runs;

    /** What can be measured by itself. */
    enum Part {
        STACK,
        HUB,
        VALIDATE
    }

    @Option(
            names = "--parts",
            paramLabel = "PART",
            split = ",",
            defaultValue = "stack,hub,validate",
            description = "What to measure (default: ${DEFAULT-VALUE}).")
    private Set<Part> parts;

    @Override
    protected void measure(Run run) throws Exception {
        var stack = new OwnServers(run);
        var found = new StartFindings();
        if (parts.contains(Part.STACK)) {
            whole(run, stack, found);
        }
        if (parts.contains(Part.HUB)) {
            hubAlone(run, stack, found);
        }
        for (int i = 0; i < runs; i++) {
            if (parts.contains(Part.VALIDATE)) {
                found.validate(validate(run));
            }
            bare(run, found);
        }
        run.add(found.times());
        run.add(found.memory());
    }

    private void whole(Run run, OwnServers stack, StartFindings found) throws IOException {
        Hub hub = run.add(stack.addTo(new Hub(run, run.home())));
        found.firstStart(ready(run, hub, "whole stack, first start with empty servers"));
        for (int i = 0; i < runs; i++) {
            hub.process().stop();
            found.stack(ready(run, hub, "whole stack"));
        }
        found.serverMemory(Memory.ofServers(hub.process().handle(), stack.data()));
        hub.process().stop();
    }

    private void hubAlone(Run run, OwnServers stack, StartFindings found) throws IOException {
        EmbeddedServers servers = run.add(stack.servers());
        servers.start();
        Hub hub = run.add(stack.addressesTo(new Hub(run, run.home())));
        for (int i = 0; i < runs; i++) {
            found.hub(ready(run, hub, "hub alone"));
            found.hubMemory(Memory.resident(hub.process().pid()));
            hub.process().stop();
        }
        servers.close();
    }

    private static Duration ready(Run run, Hub hub, String what) throws IOException {
        Duration took = hub.start().awaitReady(LIMIT);
        run.say(what + ": ready after " + Figures.seconds(Figures.seconds(took)));
        return took;
    }

    private static Duration validate(Run run) throws IOException {
        try (var process = JavaProcess.hub(
                run.home(), run.home(), run.folder().resolve("validate.log"), List.of(), Hub.MAIN, "validate")) {
            int exit = process.awaitExit(LIMIT);
            Duration took = process.age();
            run.say("validate: " + Figures.seconds(Figures.seconds(took)));
            run.check("exit code of validate", 0, exit);
            return took;
        }
    }

    private static void bare(Run run, StartFindings found) throws IOException {
        try (var jvm = JavaProcess.bench(run.home(), run.folder().resolve("jvm.log"), BareJvm.class.getName())) {
            jvm.awaitExit(LIMIT);
            found.bareJvm(jvm.age());
        }
        // A file for each, as the line of the one before must not be taken for this one's.
        var log = Files.createTempFile(run.folder(), "camel-", ".log");
        try (var camel = JavaProcess.bench(run.home(), log, BareCamel.class.getName())) {
            camel.awaitLine(BareCamel.READY, LIMIT);
            found.bareCamel(camel.age());
            found.bareCamelMemory(Memory.resident(camel.pid()));
        }
        run.say("empty JVM and empty Camel started");
    }
}
