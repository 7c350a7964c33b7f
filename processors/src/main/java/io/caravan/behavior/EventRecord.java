package io.caravan.behavior;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An accepted event as it goes to Kafka, keyed by its user. */
interface EventRecord {

    byte[] key();

    byte[] value();

    /** An event that was written anew. */
    record Written(String user, byte[] value) implements EventRecord {

        @Override
        public byte[] key() {
            return user.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * An event that goes on as it came. Nothing is copied before it is sent: what a request has waiting for Kafka is little
     * more than its body.
     *
     * @param body of the request
     * @param from where the event begins in it
     * @param kept bytes of the event, up to its last brace
     * @param end what stands there instead of that brace
     * @param userFrom where the user's id begins
     */
    record AsItCame(byte[] body, int from, int kept, byte[] end, int userFrom, int userLength) implements EventRecord {

        @Override
        public byte[] key() {
            return Arrays.copyOfRange(body, userFrom, userFrom + userLength);
        }

        @Override
        public byte[] value() {
            byte[] value = Arrays.copyOfRange(body, from, from + kept + end.length);
            System.arraycopy(end, 0, value, kept, end.length);
            return value;
        }
    }
}
