package io.caravan.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Asks a broker for the brokers it knows: it names itself once it takes part, which is later than when its port opens. */
final class KafkaProbe {

    private static final short METADATA = 3;
    private static final short VERSION = 1;
    private static final int CORRELATION = 1;
    private static final short NO_CLIENT_ID = -1;
    private static final int NO_TOPICS = 0;
    private static final int LARGEST_ANSWER = 1 << 16;

    private KafkaProbe() {}

    static boolean leads(Port port) throws IOException {
        try (Socket socket = Probe.connect(port)) {
            var out = new DataOutputStream(socket.getOutputStream());
            out.write(request());
            var in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            if (length < 2 * Integer.BYTES || length > LARGEST_ANSWER) {
                throw new IOException("port " + port.number() + " does not speak Kafka");
            }
            int correlation = in.readInt();
            int brokers = in.readInt();
            return correlation == CORRELATION && brokers > 0;
        }
    }

    /** Metadata request v1 without topics; layout: Kafka protocol guide, "Metadata API". */
    private static byte[] request() {
        return ByteBuffer.allocate(18)
                .putInt(14)
                .putShort(METADATA)
                .putShort(VERSION)
                .putInt(CORRELATION)
                .putShort(NO_CLIENT_ID)
                .putInt(NO_TOPICS)
                .array();
    }
}
