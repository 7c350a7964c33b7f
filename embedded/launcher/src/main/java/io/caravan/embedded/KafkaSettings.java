package io.caravan.embedded;

/**
 * How the embedded Kafka is to run.
 *
 * @param port where clients connect
 * @param heapMegabytes the most heap of the broker
 */
public record KafkaSettings(Port port, int heapMegabytes) {

    public static final int DEFAULT_HEAP_MEGABYTES = 256;

    public KafkaSettings(Port port) {
        this(port, DEFAULT_HEAP_MEGABYTES);
    }
}
