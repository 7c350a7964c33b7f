package io.caravan.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import io.caravan.embedded.FreePorts;

import static org.awaitility.Awaitility.await;

/** A hub in a process of its own, as users run it; it can be killed and started again. */
public final class HubProcess extends HubClient implements AutoCloseable {

    private final Path home;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Path log;
    private String moreClasses = "";
    private Process process;

    /** @param home a project folder; routes, kamelets, config and sql are taken from there */
    public HubProcess(Path home) {
        this.home = home;
        List<Integer> ports = FreePorts.take(2);
        set("caravan.embedded", "");
        set("caravan.hub.reload", "false");
        set("caravan.http.port", String.valueOf(ports.get(0)));
        set("caravan.management.port", String.valueOf(ports.get(1)));
        try {
            Path folder = Files.createDirectories(TestServers.home().resolve("processors/target/hubs"));
            this.log = Files.createTempFile(folder, "hub-", ".log");
            Awaitility.setDefaultConditionEvaluationListener(new ThreadDumps(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("no file for the hub's log", e);
        }
    }

    /** Another hub of the same project and configuration, with ports of its own; not started. */
    public HubProcess twin() {
        var twin = new HubProcess(home);
        keys.forEach((key, value) -> {
            if (!key.endsWith(".port")) {
                twin.set(key, value);
            }
        });
        twin.environment.putAll(environment);
        return twin;
    }

    /** Sets a key of the configuration for the next start. */
    public HubProcess set(String key, String value) {
        keys.put(key, value);
        return this;
    }

    /** Lets its configuration name classes of the tests. */
    public HubProcess withTestClasses() {
        moreClasses =
                TestServers.home().resolve("processors/target/test-classes").toString();
        return this;
    }

    /** Sets an environment variable for the next start. */
    public HubProcess environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** With the shared servers of the tests, and a database of its own. */
    public HubProcess withSharedServers(String database) {
        return withClickHouse(TestServers.clickhouse(), database)
                .set("caravan.kafka.brokers", TestServers.kafka())
                .set("caravan.redis.address", TestServers.redis())
                .set("caravan.mongo.uri", TestServers.mongo());
    }

    public HubProcess withClickHouse(ClickHouseAddress address, String database) {
        return set("caravan.clickhouse.url", address.url())
                .set("caravan.clickhouse.username", address.username())
                .set("caravan.clickhouse.password", address.password())
                .set("caravan.clickhouse.database", database)
                // One name for all who share the server: a test that wants the views gives them a database of its own.
                .set("caravan.cdr.compatibility.database", "");
    }

    /** Starts the process and returns at once. */
    public HubProcess start() {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dcaravan.home=" + home));
        command.addAll(options(moreClasses));
        command.addAll(List.of("io.caravan.hub.cli.CaravanCommand", "run"));
        keys.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the hub cannot be started", e);
        }
        return this;
    }

    /** Waits until every dependency is there. */
    public HubProcess awaitReady() {
        await("hub ready; see " + log)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || status(management("/observe/health/ready")) == 200);
        if (!process.isAlive()) {
            throw new IllegalStateException("the hub ended:\n" + output());
        }
        return this;
    }

    /** Waits until the API answers, whatever else is missing. */
    public HubProcess awaitListening() {
        await("hub listening; see " + log)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || status(management("/observe/health/live")) == 200);
        return this;
    }

    @Override
    protected String apiPort() {
        return keys.get("caravan.http.port");
    }

    @Override
    protected String managementPort() {
        return keys.get("caravan.management.port");
    }

    /** What it printed so far, over all its starts. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    /** The last lines in which it told that something failed, for a test that says why it did. */
    public String warnings() {
        List<String> lines = output().lines()
                .filter(line -> line.matches(".*\\b(WARN|ERROR)\\b.*"))
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    public long pid() {
        return process.pid();
    }

    public boolean running() {
        return process.isAlive();
    }

    /** Waits for the end of the process and tells its exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the hub does not end; see " + log);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** kill -9: nothing is finished, nothing is told. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGSTOP: it stands still in the middle of whatever it does, and others take it for dead. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT: it goes on where it stood. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("no SIG" + name + " for the hub");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no signal for the hub", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** SIGTERM: what is under way ends first. */
    public void stop() {
        process.destroy();
        awaitExit();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }

    /** The class path of the launcher, not of the tests, with the archive of classes that goes with it; and a folder more. */
    static List<String> options(String moreClasses) {
        Path options = TestServers.home().resolve("processors/target/java.options");
        if (moreClasses.isEmpty()) {
            return List.of("@" + options);
        }
        try {
            List<String> lines = Files.readAllLines(options);
            String classPath = lines.get(lines.indexOf("-cp") + 1).replace("\"", "");
            return List.of("@" + options, "-cp", classPath + File.pathSeparator + moreClasses);
        } catch (IOException e) {
            throw new UncheckedIOException("processors is not built", e);
        }
    }
}
