package io.caravan.embedded;

/**
 * How the MongoDB stand-in is to run.
 *
 * @param port where clients connect
 * @param heapMegabytes the most heap it may use
 */
public record MongoSettings(Port port, int heapMegabytes) {

    public static final int DEFAULT_HEAP_MEGABYTES = 64;

    public MongoSettings(Port port) {
        this(port, DEFAULT_HEAP_MEGABYTES);
    }
}
