package io.caravan.embedded.clickhouse;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A ClickHouse server in this process, until it gets a SIGTERM.
 *
 * <p>Arguments: the engine's library, a configuration file, the HTTP port that the file names.
 */
public final class ClickHouse {

    private ClickHouse() {}

    public static void main(String[] args) {
        Engine engine = Engine.load(Path.of(args[0]));
        Service service = new Service(Path.of(args[1]), Integer.parseInt(args[2]));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> service.end(ended), "stop"));
        try {
            engine.run(service.arguments());
        } finally {
            ended.countDown();
        }
        // Reached without a SIGTERM when it could not begin: the cause is on standard error already.
        Runtime.getRuntime().exit(1);
    }
}
