package io.caravan.migration.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import io.caravan.hub.client.RefusedException;
import io.caravan.hub.client.Screen;
import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.HubProperties;

/** What all commands about migrations have in common: they read what is said, find their hub, and tell what goes wrong. */
final class CommandRunner {

    private final CommandLine command;
    private final MigrateOptions options;
    private final Settings settings;
    private final Places places;
    private boolean logged;

    CommandRunner(
            CommandLine command,
            MigrateOptions options,
            URI url,
            Supplier<HubProperties> configuration,
            Map<String, String> environment) {
        this.command = command;
        this.options = options;
        this.settings = asked(() -> settings(environment));
        this.places = new Places(command.getCommandSpec(), url, configuration, settings);
        this.logged = places.areOwn();
        if (places.areOwn()) {
            asked(() -> OwnHub.address(settings));
        }
    }

    /** Finds the hub. */
    interface Opening {
        Place open(Places places) throws Exception;
    }

    /** Does the work; the exit code. */
    interface Work {
        int run(Session session) throws Exception;
    }

    private Settings settings(Map<String, String> environment) {
        Map<Setting, String> given = new EnumMap<>(options.given());
        new Password(options, environment, command.getErr()::println)
                .given()
                .ifPresent(password -> given.put(Setting.PASSWORD, password));
        Map<Setting, String> file = options.config == null ? Map.of() : new ConfigFile().read(options.config);
        return Settings.of(given, environment, file, String.valueOf(options.config));
    }

    /** Has it keep a log, also when a hub does the work, which has its own. */
    CommandRunner logged() {
        logged = true;
        return this;
    }

    Settings settings() {
        return settings;
    }

    /** @throws ParameterException when it does not say what is to be migrated */
    void checkRequest() {
        List<String> missing = new ArrayList<>();
        String mode = options.mode();
        if (mode == null || !List.of("single", "full").contains(mode)) {
            missing.add("--mode single or --mode full");
        }
        if (options.database() == null) {
            missing.add("--db");
        }
        if ("single".equals(mode) && options.table() == null) {
            missing.add("--table");
        }
        if (!missing.isEmpty()) {
            throw usage(String.join(", ", missing) + " is wanted; --help tells more");
        }
        if ("full".equals(mode) && options.table() != null) {
            throw usage("--table: with --mode full all tables are migrated; leave it out");
        }
    }

    Map<String, Object> body(Place place, Map<String, List<String>> oldProgress) {
        return asked(() -> new Requests(options, settings).body(place.isOwn(), oldProgress));
    }

    int run(Opening opening, Work work) throws Exception {
        Path reports = asked(() -> settings.path(Setting.REPORT_PATH));
        if (logged) {
            asked(() -> {
                ReportFiles.check(reports);
                return null;
            });
            asked(() -> CommandLog.open(
                    settings.path(Setting.LOG_PATH), settings.value(Setting.LOG_LEVEL), LocalDateTime.now()));
        }
        try (Place place = opening.open(places)) {
            var teller = new Teller(new Screen(command.getOut(), Boolean.getBoolean("caravan.terminal")));
            return work.run(
                    new Session(place, teller, new ReportFiles(place.client(), reports, Clock.systemDefaultZone())));
        } catch (RefusedException e) {
            log(e);
            if (e.senseless()) {
                throw new ParameterException(command, "caravan: " + e.getMessage(), e);
            }
            throw e;
        } catch (ParameterException e) {
            throw e;
        } catch (Exception e) {
            log(e);
            throw e;
        }
    }

    private void log(Exception failure) {
        if (logged) {
            LoggerFactory.getLogger("migrate").error("{}", String.valueOf(failure.getMessage()));
        }
    }

    /** The newest migrations; of those that other commands are at, what these say. */
    List<Job> asTheyAre(Session session) throws IOException {
        List<Job> jobs = session.newest();
        if (!session.place().isOwn()) {
            return jobs;
        }
        List<Job> now = new ArrayList<>();
        for (Job job : jobs) {
            Optional<Place> running = places.running(job.id());
            now.add(running.isPresent() ? running.get().client().job(job.id()) : job.withNobody());
        }
        return now;
    }

    /** While it is followed other commands find the command that does the work itself. */
    int followed(Session session, String id, Callable<Integer> following) throws Exception {
        if (!session.place().isOwn()) {
            return following.call();
        }
        places.announce(session.place(), id);
        try {
            return following.call();
        } finally {
            places.withdraw();
        }
    }

    /** What is wrong with what was said is wrong usage. */
    <T> T asked(Callable<T> question) {
        try {
            return question.call();
        } catch (ConfigException e) {
            throw usage(e.getMessage());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ParameterException(command, "caravan: " + e.getMessage(), e);
        }
    }

    ParameterException usage(String message) {
        return new ParameterException(command, message.startsWith("caravan: ") ? message : "caravan: " + message);
    }
}
