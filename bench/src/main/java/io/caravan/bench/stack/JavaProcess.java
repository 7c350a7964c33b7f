package io.caravan.bench.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.caravan.embedded.ServerProcess;

/** A JVM as the launcher starts it; it never outlives the bench. */
public final class JavaProcess implements AutoCloseable {

    /** As in the script {@code caravan}, which a test compares. */
    static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms32m",
            "-Xmx256m",
            "-XX:MinHeapFreeRatio=20",
            "-XX:MaxHeapFreeRatio=40",
            "-XX:SurvivorRatio=3",
            "-XX:TargetSurvivorRatio=90",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError");

    private final ServerProcess process;
    private final Path log;
    private final long startedAt;

    private JavaProcess(ServerProcess process, Path log, long startedAt) {
        this.process = process;
        this.log = log;
        this.startedAt = startedAt;
    }

    /**
     * Starts a main class of the hub, with the hub's class path.
     *
     * @param project what the program takes for the project folder
     * @param log where its output goes; what is there already stays
     */
    public static JavaProcess hub(Path home, Path project, Path log, List<String> options, String... program)
            throws IOException {
        Path hub = home.resolve("processors/target/java.options");
        return start(List.of("@" + hub), project, log, options, program);
    }

    /** Starts a main class of the benches. */
    public static JavaProcess bench(Path home, Path log, String... program) throws IOException {
        return start(List.of("-cp", classPath(home, "bench")), home, log, List.of(), program);
    }

    private static JavaProcess start(
            List<String> classPath, Path project, Path log, List<String> options, String... program)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(options);
        command.add("-Dcaravan.home=" + project);
        command.addAll(classPath);
        command.addAll(List.of(program));
        long startedAt = System.nanoTime();
        return new JavaProcess(ServerProcess.start(command, log.getParent(), log), log, startedAt);
    }

    private static String classPath(Path home, String module) throws IOException {
        Path target = home.resolve(module).resolve("target");
        return target.resolve("classes") + ":"
                + Files.readString(target.resolve("classpath")).strip();
    }

    public boolean running() {
        return process.running();
    }

    public ProcessHandle handle() {
        return process.process().toHandle();
    }

    public long pid() {
        return process.process().pid();
    }

    public Path log() {
        return log;
    }

    /** Time since its start. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /**
     * Waits for its end.
     *
     * @return its exit value
     */
    public int awaitExit(Duration limit) {
        Wait.until("the end of a process, see " + log, limit, () -> !running());
        return process.process().exitValue();
    }

    /** Waits for the line, and fails when the process ends without it. */
    public void awaitLine(String line, Duration limit) {
        Wait.until("\"" + line + "\" in " + log, limit, () -> {
            boolean ended = !running();
            if (output().contains(line)) {
                return true;
            }
            if (ended) {
                throw new IllegalStateException("a process ended too early, see " + log);
            }
            return false;
        });
    }

    public String output() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + log, e);
        }
    }

    /** kill -9. */
    public void kill() {
        process.kill();
    }

    /** SIGTERM, and kill -9 when it has not ended 10 s later. */
    public void stop() {
        process.stop();
    }

    @Override
    public void close() {
        kill();
    }
}
