package io.caravan.cdr;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.embedded.vos.calls.Truth;
import io.caravan.embedded.vos.calls.VosNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A node whose replies hold bad and repeated records, and whose records come late and are corrected. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepullTest {

    private static final int ACCOUNTS = 4;

    /** It is about noon there, so that today has calls, and no day ends while the test runs. */
    private final ZoneOffset zone =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final LocalDate today = LocalDate.ofInstant(now, zone);
    private VosSimulator simulator;
    private CdrHub hub;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        simulator = VosSimulator.start(SimulatorConfig.ofSeed(11)
                .withNodes(new VosNode("noon", zone, 5, ACCOUNTS))
                .withKnobs(Map.of(
                        "now",
                        now.toString(),
                        "recordsPerAccountDay",
                        300,
                        "badRecordShare",
                        0.03,
                        "duplicateShare",
                        0.05,
                        "arrayWrapped",
                        true)));
        hub = new CdrHub(home).node("noon", simulator.baseUrl("noon"), zone.getId());
        hub.process.set("caravan.cdr.pull.refresh", "PT1S").set("caravan.cdr.store.batch-rows", "100");
        hub.start();
    }

    @AfterAll
    void end() {
        hub.close();
        simulator.close();
    }

    @Test
    void lateAndCorrectedRecordsReplaceTheOldOnesAndNothingIsCountedTwice() {
        List<JsonNode> first = hub.awaitDone(1, ACCOUNTS * 2);
        Truth before = simulator.truth("noon", today, today);
        Truth yesterday = simulator.truth("noon", today.minusDays(1), today.minusDays(1));
        assertThat(before.badRecords()).isPositive();
        assertThat(before.duplicates()).isPositive();
        assertThat(storedOn(today)).isEqualTo(Stored.of(before));
        assertThat(hub.claimed(1)).isEqualTo(hub.stored(1));
        assertThat(sum(first, "rejected")).isEqualTo(before.badRecords() + yesterday.badRecords());
        assertThat(sum(first, "repeated")).isEqualTo(before.duplicates() + yesterday.duplicates());
        assertThat(sum(first, "otherDays")).isZero();
        badRecordsAreDeadLettersWithTheirReason();

        for (int revision = 1; revision <= 2; revision++) {
            simulator.knobs(Map.of("revision", revision, "lateShare", 0.1, "correctedShare", 0.2));
            Truth truth = simulator.truth("noon", today, today);
            assertThat(truth.fee()).isNotEqualTo(before.fee());
            assertThat(truth.records()).isGreaterThan(before.records());
            await().untilAsserted(() -> assertThat(storedOn(today)).isEqualTo(Stored.of(truth)));
        }
        assertThat(storedOn(today.minusDays(1)))
                .as("a settled day is left alone")
                .isEqualTo(Stored.of(yesterday));
        await().untilAsserted(() -> assertThat(hub.claimed(1)).isEqualTo(hub.stored(1)));
        assertThat(hub.sql.ask("SELECT count() = uniqExact(node_id, day, flow_no) FROM cdr_current"))
                .isEqualTo("1");
    }

    private void badRecordsAreDeadLettersWithTheirReason() {
        VosAnswers vos = new VosAnswers(simulator.baseUrl("noon"));
        String replies = vos.accounts().stream()
                .flatMap(account -> Stream.of(today, today.minusDays(1)).map(day -> vos.reply(account, day)))
                .map(reply -> new String(reply, StandardCharsets.UTF_8))
                .reduce("", String::concat);
        Truth truth = simulator.truth("noon", today.minusDays(1), today);
        List<DeadLetterTopic.Letter> letters = DeadLetterTopic.read(hub.deadLetters);
        assertThat(letters.stream().map(DeadLetterTopic.Letter::raw).distinct().count())
                .isEqualTo(truth.badRecords());
        assertThat(letters.stream().map(DeadLetterTopic.Letter::key).distinct().count())
                .as("the same bad record, pulled again, bears the same key")
                .isEqualTo(truth.badRecords());
        assertThat(letters).isNotEmpty().allSatisfy(letter -> {
            assertThat(replies).contains(letter.raw());
            assertThat(VosAnswers.parsed(letter.raw().getBytes(StandardCharsets.UTF_8))
                            .isObject())
                    .isTrue();
            assertThat(letter.source()).startsWith("1/").contains("/2");
        });
        assertThat(letters)
                .extracting(DeadLetterTopic.Letter::reason)
                .contains(
                        "missing start",
                        "missing flowNo",
                        "start: a whole number is wanted",
                        "fee: a number is wanted");
    }

    private Stored storedOn(LocalDate day) {
        return Stored.of(hub.sql
                .rows("SELECT count() AS records, sum(fee) AS fee, sum(hold_time) AS hold_time FROM cdr FINAL"
                        + " WHERE day = '" + day + "'")
                .get(0));
    }

    private static long sum(List<JsonNode> windows, String field) {
        return windows.stream()
                .mapToLong(window -> window.get(field).longValue())
                .sum();
    }
}
