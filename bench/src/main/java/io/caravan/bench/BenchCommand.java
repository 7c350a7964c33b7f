package io.caravan.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import io.caravan.bench.report.Machine;

/** What every bench does: tells the machine, runs, prints what it found, and leaves nothing behind. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
public abstract class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() throws Exception {
        Path home =
                Path.of(System.getProperty("caravan.home", "")).toAbsolutePath().normalize();
        try (Run run = new Run(home, spec.name(), spec.commandLine().getOut())) {
            run.say(Machine.description());
            measure(run);
            return run.report() ? 0 : 1;
        }
    }

    /** Starts what it needs by {@link Run#add}, and adds tables and checks to the run. */
    protected abstract void measure(Run run) throws Exception;
}
