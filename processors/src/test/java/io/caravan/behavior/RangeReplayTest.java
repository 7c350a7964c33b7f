package io.caravan.behavior;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import io.caravan.clickhouse.FaultProxy;
import io.caravan.testing.BehaviorHub;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.EventMaker;
import io.caravan.testing.EventMaker.Made;
import io.caravan.testing.KafkaOffsets;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Records that come again, in other batches than before, change no table and no aggregate. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RangeReplayTest {

    private static FaultProxy proxy;
    private static BehaviorHub hub;
    private static List<Made> events;

    @BeforeAll
    static void storeEventsWhileRepliesAreLost() throws IOException {
        ClickHouseAddress server = TestServers.clickhouse();
        proxy = new FaultProxy(server.url());
        hub = new BehaviorHub(
                TestServers.home(),
                new ClickHouseAddress(proxy.url(), server.username(), server.password()),
                TestServers.kafka());
        hub.process().set("caravan.behavior.store.batch-rows", "700").start().awaitReady();
        events = new EventMaker(5, "replay", Instant.now()).make(3_000);
        send(events);
        awaitDone();
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
        proxy.close();
    }

    @Test
    @Order(1)
    void theAggregatesTellTheTruth() {
        assertThat(hub.stored()).isEqualTo(events.size());
        new AggregateTruth(events).assertTold(hub.sql());
    }

    @Test
    @Order(2)
    void afterAKillBetweenInsertAndCommitNothingIsCountedTwice() {
        hub.process().kill();
        // Ranges that were inserted, and neither finished nor committed: the state that a kill leaves behind.
        long ranges = hub.sql().number("SELECT uniqExact(kafka_partition, first_offset) FROM behavior_ranges");
        hub.sql()
                .ask("CREATE TABLE claims ENGINE = Memory AS"
                        + " SELECT * REPLACE (0 AS finished) FROM behavior_ranges FINAL");
        hub.sql().ask("TRUNCATE TABLE behavior_ranges");
        hub.sql().ask("INSERT INTO behavior_ranges SELECT * FROM claims");
        assertThat(ranges).isGreaterThan(BehaviorHub.PARTITIONS);
        rewind();
        hub.process().set("caravan.behavior.store.batch-rows", "150").start().awaitReady();

        awaitDone();
        assertThat(hub.sql().number("SELECT count() FROM user_behaviors")).isEqualTo(events.size());
        new AggregateTruth(events).assertTold(hub.sql());
        assertThat(hub.sql()
                        .number("SELECT uniqExact(kafka_partition, first_offset) FROM behavior_ranges"
                                + " WHERE finished = 1"))
                .isEqualTo(ranges);
    }

    @Test
    @Order(3)
    void anEventThatIsSentTwiceIsCountedOnce() {
        send(events.subList(0, 500));
        String both = EventMaker.array(List.of(events.get(7), events.get(7), events.get(8)));
        hub.process().post("/api/v1/behaviors", both);

        awaitDone();
        assertThat(hub.sql().number("SELECT count() FROM user_behaviors")).isEqualTo(events.size());
        new AggregateTruth(events).assertTold(hub.sql());
        assertThat(hub.sql()
                        .lines("SELECT sum(stored), sum(duplicates), sum(dead_lettered) FROM behavior_ranges FINAL"))
                .containsExactly(events.size() + "\t503\t0");
    }

    @Test
    @Order(4)
    void offsetsThatAnOperatorSetsBackAreLeftOut() {
        hub.process().kill();
        rewind();
        hub.process().set("caravan.behavior.store.batch-rows", "1000").start().awaitReady();

        awaitDone();
        assertThat(hub.sql().number("SELECT count() FROM user_behaviors")).isEqualTo(events.size());
        new AggregateTruth(events).assertTold(hub.sql());

        // This hub has not seen them: the store tells.
        send(events.subList(500, 1_000));
        awaitDone();
        assertThat(hub.sql().number("SELECT count() FROM user_behaviors")).isEqualTo(events.size());
        new AggregateTruth(events).assertTold(hub.sql());
    }

    @Test
    @Order(5)
    void theVerifierAccountsForEveryRecordAndFindsWhatIsMissing() {
        JsonNode report = hub.process().getJson("/api/v1/behaviors/offsets");
        assertThat(report.path("right").booleanValue()).as(report.toString()).isTrue();
        assertThat(sum(report, "stored")).isEqualTo(events.size());
        assertThat(sum(report, "duplicates")).isEqualTo(1_003);
        assertThat(sum(report, "lag")).isZero();

        long lost = hub.sql()
                .number(
                        "SELECT first_offset FROM behavior_ranges WHERE kafka_partition = 1 ORDER BY first_offset LIMIT 1, 1");
        long records = hub.sql()
                .number("SELECT any(last_offset - first_offset + 1) FROM behavior_ranges"
                        + " WHERE kafka_partition = 1 AND first_offset = " + lost);
        hub.sql().ask("DELETE FROM behavior_ranges WHERE kafka_partition = 1 AND first_offset = " + lost);
        report = hub.process().getJson("/api/v1/behaviors/offsets");
        assertThat(report.path("right").booleanValue()).isFalse();
        assertThat(sum(report, "gap")).as(report.toString()).isEqualTo(records);
    }

    private static long sum(JsonNode report, String figure) {
        long sum = 0;
        for (JsonNode partition : report.path("partitions")) {
            sum += partition.path(figure).longValue();
        }
        return sum;
    }

    private static void rewind() {
        var offsets = new KafkaOffsets(TestServers.kafka(), hub.events().name());
        // One of them in the middle of a range.
        long inside = hub.sql().number("SELECT min(last_offset) FROM behavior_ranges WHERE kafka_partition = 0");
        Map<Integer, Long> begin = hub.events().ends().keySet().stream()
                .collect(Collectors.toMap(Function.identity(), partition -> partition == 0 ? inside : 0L));
        offsets.set(hub.events().name(), begin);
    }

    private static void awaitDone() {
        await("offsets committed").atMost(Duration.ofSeconds(60)).until(hub::done);
        proxy.dropReplies(0);
    }

    private static void send(List<Made> all) {
        for (int i = 0; i < all.size(); i += 500) {
            proxy.dropReplies(2);
            assertThat(hub.process()
                            .post("/api/v1/behaviors", EventMaker.array(all.subList(i, i + 500)))
                            .statusCode())
                    .isEqualTo(202);
        }
    }
}
