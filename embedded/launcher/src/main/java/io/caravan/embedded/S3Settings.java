package io.caravan.embedded;

/**
 * How the embedded S3 is to run.
 *
 * @param port where clients connect, by plain HTTP and path-style addresses
 * @param bucket made at start; three characters or more
 * @param heapMegabytes the most heap it may use
 */
public record S3Settings(Port port, String accessKey, String secretKey, String bucket, int heapMegabytes) {

    public static final String DEFAULT_BUCKET = "caravan";
    public static final int DEFAULT_HEAP_MEGABYTES = 256;

    public S3Settings(Port port, String accessKey, String secretKey) {
        this(port, accessKey, secretKey, DEFAULT_BUCKET, DEFAULT_HEAP_MEGABYTES);
    }

    @Override
    public String toString() {
        return "S3Settings[" + port.address() + ", bucket " + bucket + "]";
    }
}
