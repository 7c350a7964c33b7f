package io.caravan.hub.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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
        System.exit(commandLine(args).execute(args));
    }

    /**
     * Exit codes: 0 done, 1 failed, 2 wrong usage; migrate has more.
     *
     * @param args of which the first tells the only command that is needed: to describe all of them takes longer than some run
     */
    static CommandLine commandLine(String... args) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", RunCommand::new);
        commands.put("validate", () -> new ValidateCommand(CaravanCommand::routeCheck));
        commands.put("sync", () -> new SyncCommand(() -> new HubOptions().asGiven()));
        commands.put("migrate", () -> new MigrateCommand(() -> new HubOptions().asGiven(), System.getenv()));
        commands.put("replay", () -> new ReplayCommand(() -> new HubOptions().asGiven()));
        commands.put("query", () -> new QueryCommand(() -> new HubOptions().properties()));
        if (args.length > 0 && commands.containsKey(args[0])) {
            commands.keySet().retainAll(List.of(args[0]));
        }
        var line = new CommandLine(new CaravanCommand());
        commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        versions(line, new Versions());
        return line.setParameterExceptionHandler((failure, given) -> {
                    PrintWriter err = failure.getCommandLine().getErr();
                    err.println(failure.getMessage());
                    UnmatchedArgumentException.printSuggestions(failure, err);
                    return USAGE;
                })
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    FailureReport.of(failure).lines().forEach(commandLine.getErr()::println);
                    return FAILED;
                });
    }

    private static void versions(CommandLine line, Versions versions) {
        line.getCommandSpec().versionProvider(versions);
        line.getSubcommands().values().forEach(command -> versions(command, versions));
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
