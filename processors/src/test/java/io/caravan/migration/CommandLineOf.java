package io.caravan.migration;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine;

import io.caravan.hub.config.HubProperties;
import io.caravan.migration.cli.MigrateCommand;
import io.caravan.testing.CaravanProcess;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Runs {@code ./caravan migrate} in a project, and keeps its files in a folder of its own. */
final class CommandLineOf {

    private static final Pattern ID = Pattern.compile("Migration ([0-9a-f-]{13}): ");

    private final Path home;
    private final Path files;
    private final Map<String, String> environment;

    CommandLineOf(Path home, Path files, Map<String, String> environment) {
        this.home = home;
        this.files = files;
        this.environment = new HashMap<>(environment);
        this.environment.put("LOG_PATH", files.resolve("logs").toString());
        this.environment.put("REPORT_PATH", files.resolve("reports").toString());
    }

    /** For a command that does the work itself, with the shared ClickHouse; a hub beside it would have another one. */
    static CommandLineOf byItself(Path home, Path files) {
        return byItself(home, files, TestServers.clickhouse().password());
    }

    static CommandLineOf byItself(Path home, Path files, String password) {
        ClickHouseAddress clickHouse = TestServers.clickhouse();
        URI url = URI.create(clickHouse.url());
        return new CommandLineOf(
                home,
                files,
                Map.of(
                        "CARAVAN_CLICKHOUSE_URL", "http://127.0.0.1:9",
                        "CARAVAN_CLICKHOUSE_PASSWORD", "of the hub",
                        "CARAVAN_HTTP_PORT", "9",
                        "CARAVAN_MIGRATION_SCHEDULE", "* * * * * ?",
                        "CH_HOST", url.getHost(),
                        "CH_PORT", String.valueOf(url.getPort()),
                        "CH_USER", clickHouse.username(),
                        "CH_PASSWORD", password,
                        "MIGRATION_INSERT_INTERVAL", "0"));
    }

    /** The arguments for one table, whose partitions go one after the other. */
    static String[] single(String database, String table, String... more) {
        return Stream.concat(
                        Stream.of("--mode", "single", "--db", database, "--table", table, "--parallelism", "1"),
                        Arrays.stream(more))
                .toArray(String[]::new);
    }

    /** What a command that has ended said. */
    record Ended(int code, String output) {

        String id() {
            return idIn(output);
        }
    }

    CaravanProcess start(String... arguments) {
        List<String> all = new ArrayList<>(List.of("migrate"));
        all.addAll(List.of(arguments));
        return CaravanProcess.start(home, environment, false, all.toArray(String[]::new));
    }

    Ended run(String... arguments) {
        try (CaravanProcess process = start(arguments)) {
            int code = process.awaitExit();
            return new Ended(code, process.output());
        }
    }

    /** Runs it and expects that it ends with the code. */
    Ended run(int code, String... arguments) {
        Ended ended = run(arguments);
        assertThat(ended.code()).as(ended.output()).isEqualTo(code);
        return ended;
    }

    /** Runs it in this process, which is quicker, and expects that it ends with the code; for what only asks a hub. */
    Ended ask(int code, String... arguments) {
        var said = new StringWriter();
        var out = new PrintWriter(said, true);
        var command = new CommandLine(
                        new MigrateCommand(() -> HubProperties.load(home, environment, Map.of()), environment))
                .setOut(out)
                .setErr(out)
                .setParameterExceptionHandler((failure, args) -> {
                    out.println(failure.getMessage());
                    return 2;
                })
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    out.println(failure.getMessage());
                    return 1;
                });
        assertThat(command.execute(arguments)).as(() -> said.toString()).isEqualTo(code);
        return new Ended(code, said.toString());
    }

    static void awaitOutput(CaravanProcess process, String text) {
        await(text)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> process.output().contains(text));
    }

    static String idIn(String output) {
        Matcher matcher = ID.matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        return matcher.group(1);
    }

    /** The one file of the folder whose name matches. */
    Path file(String folder, String pattern) {
        List<Path> found = list(files.resolve(folder)).stream()
                .filter(path -> path.getFileName().toString().matches(pattern))
                .toList();
        assertThat(found).as(folder + "/" + pattern).isNotEmpty();
        return found.get(found.size() - 1);
    }

    JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that it has written, together. */
    String everything() {
        StringBuilder all = new StringBuilder();
        for (String folder : List.of("logs", "reports")) {
            for (Path file : list(files.resolve(folder))) {
                try {
                    all.append(file.getFileName()).append('\n').append(Files.readString(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return all.toString();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
