package io.caravan.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A process that starts a server and waits for a signal. On SIGINT it notes in a file whether the server still serves, and
 * then stops it.
 *
 * <p>Arguments: data folder, port, habit. Prints the server's process id once it runs.
 */
final class Parent {

    private Parent() {}

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        SmallServer.Habit habit = SmallServer.Habit.valueOf(args[2]);
        EmbeddedServer server = SmallServer.in(data, "child", Integer.parseInt(args[1]), habit);
        server.start();
        if (habit == SmallServer.Habit.SERVES) {
            server.awaitReady(Duration.ofSeconds(20));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> noteAndStop(server, data.resolve("note"))));
        System.out.println(server.pid());
        new CountDownLatch(1).await();
    }

    private static void noteAndStop(EmbeddedServer server, Path note) {
        try {
            String state = "still serving after "
                    + server.awaitReady(Duration.ofSeconds(5)).toSeconds() / 3600 + " h";
            Files.writeString(note, state);
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
