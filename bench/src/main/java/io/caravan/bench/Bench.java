package io.caravan.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import io.caravan.bench.intake.IntakeBench;
import io.caravan.bench.kill.KillBench;
import io.caravan.bench.latency.LatencyBench;
import io.caravan.bench.migration.MigrationBench;
import io.caravan.bench.plan.PlanBench;
import io.caravan.bench.pull.PullBench;
import io.caravan.bench.query.AnalyticsBench;
import io.caravan.bench.query.QueryBench;
import io.caravan.bench.start.StartBench;
import io.caravan.bench.store.StoreBench;

/** {@code ./caravan bench}: without an argument it lists the benches. */
@Command(
        name = "./caravan bench",
        description = "Runs one bench with servers of its own and prints a table of ratios.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCH",
        commandListHeading = "%nBenches:%n",
        footer = {"", "./caravan bench BENCH --help tells the options of a bench."},
        subcommands = {
            StartBench.class,
            IntakeBench.class,
            StoreBench.class,
            LatencyBench.class,
            PullBench.class,
            QueryBench.class,
            AnalyticsBench.class,
            PlanBench.class,
            MigrationBench.class,
            KillBench.class
        })
public final class Bench implements Runnable {

    private static final int USAGE = 2;
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Exit codes: 0 done, 1 failed or a check of correctness failed, 2 wrong usage. */
    static CommandLine commandLine() {
        // Clients of servers that are killed would fill the terminal.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, args) -> {
                    failure.getCommandLine()
                            .getErr()
                            .println("caravan bench: " + failure.getMessage() + "; ./caravan bench lists the benches");
                    return USAGE;
                })
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    commandLine.getErr().println("caravan bench: " + failure.getMessage());
                    return FAILED;
                });
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
