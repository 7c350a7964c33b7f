package io.caravan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each bench in a few seconds: what it found must be right; how fast it was is nobody's business here. */
class ShortRunsTest {

    private static final Path RUNS = Path.of(System.getProperty("caravan.home"), "bench/target/runs");

    @AfterEach
    void leavesNothingBehind() throws IOException {
        try (Stream<Path> runs = Files.list(RUNS)) {
            assertThat(runs).isEmpty();
        }
    }

    @Test
    void start() {
        Outcome outcome = Outcome.of("start", "--runs", "1", "--parts", "hub,validate");

        assertRight(outcome);
        assertThat(outcome.out()).contains("hub, servers up", "validate", "empty Camel main");
    }

    @Test
    void intake() {
        Outcome outcome = Outcome.of(
                "intake",
                "--warm-up",
                "0.3",
                "--seconds",
                "0.3",
                "--rounds",
                "1",
                "--clients",
                "4",
                "--overload",
                "32");

        assertRight(outcome);
        assertThat(outcome.out()).contains("single events", "100-event batches", "32 clients");
    }

    @Test
    void store() {
        Outcome outcome = Outcome.of(
                "store", "--events", "3000", "--warm-up", "1000", "--rounds", "1", "--targets", "AGGREGATES");

        assertRight(outcome);
        assertThat(outcome.out())
                .containsPattern("hub: rows +4000 +4000 +right")
                .containsPattern("Kafka engine: rows +4000 +4000 +right")
                .contains("bare reader");
    }

    @Test
    void latency() {
        Outcome outcome = Outcome.of("latency", "--warm-up", "1", "--seconds", "2", "--rate", "100");

        assertRight(outcome);
        assertThat(outcome.out()).contains("Redis", "probes seen in ClickHouse");
    }

    @Test
    void pull() {
        // Without the peer, which may have to be fetched.
        Outcome outcome = Outcome.of("pull", "--records", "3000", "--days", "1", "--python", "none");

        assertRight(outcome);
        assertThat(outcome.out()).containsPattern("records +\\d{4,} +\\d{4,} +right");
    }

    @Test
    void query() {
        Outcome outcome = Outcome.of("query", "--records", "40000", "--questions", "2", "--warm-up", "1");

        assertRight(outcome);
        assertThat(outcome.out())
                .containsPattern("calls in statistics +40000 +40000 +right")
                .containsPattern("records with a fragment +\\d+ +\\d+ +right");
    }

    @Test
    void analytics() {
        Outcome outcome = Outcome.of("analytics", "--events", "9000", "--questions", "2");

        assertRight(outcome);
        assertThat(outcome.out())
                .containsPattern("events +9000 +9000 +right")
                .containsPattern("total_clicks +\\d{2,} +\\d{2,} +right");
    }

    @Test
    void plan() {
        Outcome outcome = Outcome.of("plan", "--rows", "20000", "--rounds", "1");

        assertRight(outcome);
        assertThat(outcome.out()).containsPattern("seed's question, sorted by the link +\\[\\d+, \\d+\\] +\\[.*right");
    }

    @Test
    void migration() {
        Outcome outcome = Outcome.of(
                "migration", "--partitions", "2", "--rows", "2000", "--rounds", "1", "--many", "50", "--watch", "1");

        assertRight(outcome);
        assertThat(outcome.out())
                .containsPattern("move by the hub, round 1: rows and their sum +4000 \\d+ +4000 \\d+ +right")
                .containsPattern("copy by the hub, round 1: disks +s3 +s3 +right")
                .containsPattern("partitions in the plan +50 +50 +right");
    }

    @Test
    void kill() {
        // A seed that kills after a second, and leaves the hub dead for an instant only.
        Outcome outcome = Outcome.of(
                "kill", "--seed", "135", "--seconds", "1", "--victims", "hub", "--rate", "200", "--records", "40");

        assertRight(outcome);
        assertThat(outcome.out())
                .contains("seed ")
                .containsPattern("kills of hub +1")
                .containsPattern("events stored +\\d+ +\\d+ +right");
    }

    private static void assertRight(Outcome outcome) {
        assertThat(outcome.exit()).as("%s", outcome).isZero();
        assertThat(outcome.out()).contains("cores").contains("right").doesNotContain("WRONG");
    }
}
