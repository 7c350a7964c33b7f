package io.caravan.embedded.clickhouse;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A ClickHouse server in this process, until it gets a SIGTERM.
 *
 * <p>Arguments: the engine's library, a configuration file, the HTTP port that the file names.
 */
public final class ClickHouse {

    private static final int CANNOT_BEGIN = 1;

    private ClickHouse() {}

    public static void main(String[] args) {
        Engine engine = Engine.load(Path.of(args[0]));
        Service service = new Service(Path.of(args[1]), Integer.parseInt(args[2]));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, ended), "stop"));
        try {
            engine.run(service.arguments());
        } finally {
            ended.countDown();
        }
        // Without a SIGTERM it comes here when it cannot begin, and has said why on standard error.
        Runtime.getRuntime().exit(CANNOT_BEGIN);
    }

    private static void stop(Service service, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            Engine.exit(CANNOT_BEGIN);
        }
        service.end(ended);
        Engine.exit(0);
    }
}
