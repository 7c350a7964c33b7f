package io.caravan.migration.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import io.caravan.hub.config.HubProperties;

/** {@code ./caravan migrate}: moves partitions of ClickHouse tables to S3 and back, by a running hub or by itself. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Moves partitions of ClickHouse tables to S3 and back, each with a proof that nothing is missing.",
            "Without a ClickHouse of its own (--host, CH_HOST, --config) the running hub does the work, and Ctrl-C does not "
                    + "stop it. The admin key, where the hub wants one, is taken from the configuration or from "
                    + "CARAVAN_HUB_ADMIN_KEY.",
            "The command line wins over the environment, that over the file, that over the defaults."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage", "3:somebody else has the table", "4:some of it failed"})
public final class MigrateCommand implements Callable<Integer> {

    private final Supplier<HubProperties> configuration;
    private final Map<String, String> environment;

    @Mixin
    private MigrateOptions options;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The hub, such as http://hub:8080; by default the one that the configuration describes.")
    private URI url;

    @Option(names = "--detach", description = "Asks the hub for it and does not follow.")
    private boolean detach;

    @Spec
    private CommandSpec spec;

    /** @param configuration read when the command runs */
    public MigrateCommand(Supplier<HubProperties> configuration, Map<String, String> environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        var runner = runner();
        runner.checkRequest();
        if (detach && runner.settings().nameAddress()) {
            throw runner.usage("--detach: " + runner.settings().addressSource()
                    + " names a ClickHouse, so that this command does the work itself; it cannot leave");
        }
        Map<String, List<String>> progress = oldProgress(runner);
        return runner.logged().run(Places::open, session -> {
            Map<String, Object> body = runner.body(session.place(), progress);
            Session.Begun begun = session.begin(body, runner.settings().resume());
            if ("paused".equals(begun.job().state())) {
                session.say("It is paused; --resume goes on with it");
                return 1;
            }
            return detach ? 0 : runner.followed(session, begun.job().id(), () -> session.follow(begun));
        });
    }

    private Map<String, List<String>> oldProgress(CommandRunner runner) {
        if (!runner.settings().resume()) {
            if (options.progress != null) {
                throw runner.usage("--progress says nothing without --resume");
            }
            return Map.of();
        }
        Path file = options.progress == null ? Path.of(OldProgress.NAME) : options.progress;
        return runner.asked(() -> OldProgress.read(file).unfinished(options.database(), options.table()));
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description = "Tells what would be done and how long it may take, and changes nothing.")
    int plan() throws Exception {
        var runner = runner();
        runner.checkRequest();
        return runner.run(Places::open, session -> {
            session.plan(
                    runner.body(session.place(), Map.of()), spec.commandLine().getOut());
            return 0;
        });
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Tells how far a migration is; without an ID, the newest ones.")
    int status(@Parameters(arity = "0..1", paramLabel = "ID") String id) throws Exception {
        return id == null ? listing() : existing(id, session -> session.status(List.of(session.job(id))));
    }

    private int listing() throws Exception {
        var runner = existing();
        return runner.run(Places::open, session -> session.status(runner.asTheyAre(session)));
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Lets a migration rest after the partition that is under way.")
    int pause(@Parameters(paramLabel = "ID") String id) throws Exception {
        return existing(id, session -> session.tell(id, "pause"));
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Lets one go on that was paused, or of which something failed.")
    int resume(@Parameters(paramLabel = "ID") String id) throws Exception {
        return wish(id, "resume", false);
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Ends a migration after the partition that is under way; what was moved stays where it is.")
    int cancel(@Parameters(paramLabel = "ID") String id) throws Exception {
        return existing(id, session -> session.tell(id, "cancel"));
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "Brings back what a migration moved, and follows it to its end.")
    int rollback(@Parameters(paramLabel = "ID") String id) throws Exception {
        return wish(id, "rollback", true);
    }

    @Command(
            name = "finalize",
            mixinStandardHelpOptions = true,
            description =
                    "Gives up what a rollback would need: drops the old table of a copy, once all of it is in the new one.")
    int end(@Parameters(paramLabel = "ID") String id) throws Exception {
        return existing(id, session -> session.tell(id, "finalize"));
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Compares every partition that was moved with what it was. 1 when something is missing.")
    int verify(@Parameters(paramLabel = "ID") String id) throws Exception {
        return existing(id, session -> session.verify(id));
    }

    @Command(
            name = "report",
            mixinStandardHelpOptions = true,
            description = "Writes the reports of a migration once more.")
    int report(@Parameters(paramLabel = "ID") String id) throws Exception {
        return existing(id, session -> session.report(id));
    }

    /** A wish that is work: a hub of the command's own works as long as it is followed. */
    private int wish(String id, String wish, boolean follow) throws Exception {
        var runner = existing();
        return runner.run(places -> places.open(id), session -> {
            int told = session.tell(id, wish);
            return follow || session.place().isOwn()
                    ? runner.followed(session, id, () -> session.follow(session.job(id)))
                    : told;
        });
    }

    private int existing(String id, CommandRunner.Work work) throws Exception {
        return existing().run(places -> places.open(id), work);
    }

    /** For a migration that is there already. */
    private CommandRunner existing() {
        var runner = runner();
        if (!options.ofRequest().isEmpty()) {
            throw runner.usage(String.join(", ", options.ofRequest())
                    + " say what is to be migrated, not what is to become of a migration: leave them out");
        }
        return runner;
    }

    private CommandRunner runner() {
        return new CommandRunner(spec.commandLine(), options, url, configuration, environment);
    }
}
