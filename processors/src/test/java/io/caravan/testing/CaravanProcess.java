package io.caravan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of {@code ./caravan} in a process of its own, as users run it. */
public final class CaravanProcess implements AutoCloseable {

    private final Path out;
    private final Process process;

    private CaravanProcess(Path out, Process process) {
        this.out = out;
        this.process = process;
    }

    /**
     * Starts the command and returns at once.
     *
     * @param terminal whether it is to believe that somebody looks at it
     */
    public static CaravanProcess start(
            Path home, Map<String, String> environment, boolean terminal, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                // As the launcher does: the command may be a hub itself.
                arguments[0].equals("migrate") ? "-Xmx128m" : "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-Dcaravan.home=" + home,
                "-Dcaravan.terminal=" + terminal));
        command.addAll(HubProcess.options(""));
        command.add("io.caravan.hub.cli.CaravanCommand");
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(
                    Files.createDirectories(TestServers.home().resolve("processors/target/commands")),
                    "command-",
                    ".log");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            return new CaravanProcess(out, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("the command cannot be started", e);
        }
    }

    /** What it printed so far, errors too. */
    public String output() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + out, e);
        }
    }

    /** kill -9: nothing is finished, nothing is told. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** As Ctrl-C does, which cannot be sent where a shell has made background processes ignore it. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the end of the process and tells its exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the command does not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
