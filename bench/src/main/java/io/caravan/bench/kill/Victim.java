package io.caravan.bench.kill;

import java.io.IOException;

import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.Servers;
import io.caravan.embedded.EmbeddedServer;

/** What may be killed. */
enum Victim {
    HUB {
        @Override
        void kill(Hub hub, Servers servers) {
            hub.kill();
        }

        @Override
        void start(Hub hub, Servers servers) throws IOException {
            hub.start();
        }
    },
    CLICKHOUSE {
        @Override
        void kill(Hub hub, Servers servers) {
            servers.clickhouse().kill();
        }

        @Override
        void start(Hub hub, Servers servers) {
            again(servers.clickhouse());
        }
    },
    KAFKA {
        @Override
        void kill(Hub hub, Servers servers) {
            servers.kafka().kill();
        }

        @Override
        void start(Hub hub, Servers servers) {
            again(servers.kafka());
        }
    },
    REDIS {
        @Override
        void kill(Hub hub, Servers servers) {
            servers.redis().kill();
        }

        @Override
        void start(Hub hub, Servers servers) {
            again(servers.redis());
        }
    };

    /** kill -9. */
    abstract void kill(Hub hub, Servers servers);

    /** Starts it again on the same data. */
    abstract void start(Hub hub, Servers servers) throws IOException;

    private static void again(EmbeddedServer server) {
        server.start();
        server.awaitReady(Servers.READY_LIMIT);
    }
}
