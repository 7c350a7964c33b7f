package io.caravan.bench.pull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.caravan.bench.Run;
import io.caravan.bench.report.Figures;
import io.caravan.bench.stack.Servers;

/**
 * The peer: how the system before did it, in Python with clickhouse-driver. That comes from the machine when Python has it,
 * else from PyPI, into an environment of the bench's own.
 */
final class SeedMethod {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Run run;
    private final Path folder;
    private final String wanted;

    /** @param wanted the Python to use */
    SeedMethod(Run run, String wanted) throws IOException {
        this.run = run;
        this.wanted = wanted;
        this.folder = Files.createDirectories(run.home().resolve("bench/target/python"));
    }

    /** A Python that has the driver; empty when there is none. */
    Optional<String> python() throws IOException {
        String own = folder.resolve("bin/python3").toString();
        for (String python : List.of(wanted, own)) {
            if (succeeds(python, "-c", "import clickhouse_driver")) {
                return Optional.of(python);
            }
        }
        boolean installed = succeeds(wanted, "-m", "venv", folder.toString())
                && succeeds(own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "clickhouse-driver");
        return installed ? Optional.of(own) : Optional.empty();
    }

    /**
     * Pulls days from a node into a table.
     *
     * @param days the first warms up
     * @return rows a second
     */
    double rate(String python, String url, String account, Servers servers, String table, List<String> days)
            throws IOException {
        Path script = folder.resolve("seed_method.py");
        try (InputStream source = SeedMethod.class.getResourceAsStream("seed_method.py")) {
            Files.write(script, source.readAllBytes());
        }
        String[] database = table.split("\\.");
        List<String> command = new ArrayList<>(List.of(
                python,
                script.toString(),
                url + "/external/server/GetCdr",
                account,
                "127.0.0.1",
                String.valueOf(servers.clickhouseNativePort()),
                Servers.USER,
                database[0],
                database[1]));
        command.addAll(days);
        Path output = run.folder().resolve("python.out");
        if (!succeeds(command, output)) {
            throw new IllegalStateException("Python failed: " + Files.readString(output));
        }
        String[] result = Files.readString(output).strip().split(" ");
        return Figures.rate(Long.parseLong(result[0]), Duration.ofNanos((long) (Double.parseDouble(result[1]) * 1e9)));
    }

    private boolean succeeds(String... command) throws IOException {
        return succeeds(List.of(command), run.folder().resolve("python.log"));
    }

    private boolean succeeds(List<String> command, Path output) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("CLICKHOUSE_PASSWORD", Servers.PASSWORD);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            run.say("no " + command.get(0));
            return false;
        }
        try {
            if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
