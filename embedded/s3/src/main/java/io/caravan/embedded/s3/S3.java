package io.caravan.embedded.s3;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3 interface to a folder, in this process, until it gets a SIGTERM.
 *
 * <p>The argument is a properties file with {@code port}, {@code accessKey}, {@code secretKey}, {@code bucket} and {@code folder}.
 */
public final class S3 {

    /** ClickHouse signs whole parts of a multipart upload; these are its largest. */
    private static final long LARGEST_SIGNED_BODY_BYTES = 256L << 20;

    private S3() {}

    public static void main(String[] args) throws Exception {
        Properties settings = read(Path.of(args[0]));
        Path folder = Files.createDirectories(Path.of(settings.getProperty("folder")));
        BlobStore store = new FilesystemNio2BlobStore(folder.toString());
        if (!store.containerExists(settings.getProperty("bucket"))) {
            store.createContainer(settings.getProperty("bucket"));
        }
        S3Proxy proxy = proxy(settings, store);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(proxy), "stop"));
        proxy.start();
    }

    private static S3Proxy proxy(Properties settings, BlobStore store) {
        String accessKey = settings.getProperty("accessKey");
        return S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:" + settings.getProperty("port")))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, settings.getProperty("secretKey"))
                .ignoreUnknownHeaders(true)
                .v4MaxNonChunkedRequestSize(LARGEST_SIGNED_BODY_BYTES)
                .build();
    }

    private static void stop(S3Proxy proxy) {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server did not stop cleanly", e);
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
