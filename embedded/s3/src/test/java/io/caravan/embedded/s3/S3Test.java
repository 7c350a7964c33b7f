package io.caravan.embedded.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.embedded.Layout;
import io.caravan.embedded.Port;
import io.caravan.embedded.S3Server;
import io.caravan.embedded.S3Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class S3Test {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SECRET = "the-secret";

    @TempDir
    Path data;

    private EmbeddedServer server;

    @BeforeEach
    void start() {
        Layout layout = new Layout(Path.of(System.getProperty("caravan.home")), data);
        server = S3Server.create(layout, new S3Settings(new Port(FreePorts.one(), "s3"), "access", SECRET));
        server.start();
        server.awaitReady(LIMIT);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void hasItsBucketAndKeepsObjectsOverAKill() {
        try (S3Client client = client(SECRET)) {
            assertThat(client.listBuckets().buckets()).extracting(Bucket::name).containsExactly("caravan");
            client.putObject(put -> put.bucket("caravan").key("parts/202601"), RequestBody.fromString("rows"));

            server.kill();
            server.start();
            server.awaitReady(LIMIT);

            var part = client.getObjectAsBytes(get -> get.bucket("caravan").key("parts/202601"));
            assertThat(part.asUtf8String()).isEqualTo("rows");
        }
    }

    @Test
    void refusesAWrongSecretAndHidesTheRightOne() {
        try (S3Client client = client("guessed")) {
            assertThatThrownBy(client::listBuckets)
                    .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(refused.statusCode())
                            .isEqualTo(403));
        }
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        assertThat(process.info().commandLine().orElseThrow()).doesNotContain(SECRET);
        assertThat(server.log()).content().doesNotContain(SECRET);
    }

    private S3Client client(String secret) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://" + server.address()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("access", secret)))
                .build();
    }
}
