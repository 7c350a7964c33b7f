package io.caravan.hub.cli;

import java.time.Clock;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.caravan.cdr.sync.cli.SyncCommand;
import io.caravan.hub.Hub;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.deadletter.cli.ReplayCommand;
import io.caravan.hub.routes.RouteCheck;
import io.caravan.hub.routes.ValidateCommand;
import io.caravan.migration.cli.MigrateCommand;
import io.caravan.query.view.cli.QueryCommand;

/** The Java side of the launcher {@code ./caravan}. */
@Command(
        name = "./caravan",
        description = "Caravan carries call records and behaviour events into ClickHouse.",
        mixinStandardHelpOptions = true)
public final class CaravanCommand implements Runnable {

    private static final int USAGE = 2;
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Exit codes: 0 done, 1 failed, 2 wrong usage; migrate has more. */
    static CommandLine commandLine() {
        return new CommandLine(new CaravanCommand())
                .addSubcommand(new RunCommand())
                .addSubcommand(new ValidateCommand(CaravanCommand::routeCheck))
                .addSubcommand(new SyncCommand(() -> new HubOptions().asGiven()))
                .addSubcommand(new MigrateCommand(() -> new HubOptions().asGiven(), System.getenv()))
                .addSubcommand(new ReplayCommand(() -> new HubOptions().asGiven()))
                .addSubcommand(new QueryCommand(() -> new HubOptions().properties()))
                .setParameterExceptionHandler((failure, args) -> {
                    failure.getCommandLine().getErr().println(failure.getMessage());
                    return USAGE;
                })
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    FailureReport.of(failure).lines().forEach(commandLine.getErr()::println);
                    return FAILED;
                });
    }

    private static RouteCheck routeCheck() {
        HubProperties properties = new HubOptions().properties();
        return new Hub(properties, Clock.systemUTC()).routeCheck();
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is wanted: run, validate, sync, migrate, replay, query");
    }
}
