package io.caravan.behavior;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.caravan.embedded.EmbeddedServer;
import io.caravan.embedded.FreePorts;
import io.caravan.testing.BehaviorHub;
import io.caravan.testing.EventMaker;
import io.caravan.testing.EventMaker.Made;
import io.caravan.testing.KafkaOffsets;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * ClickHouse was killed between writing down the token of a part and giving the part its place: it knows the token, and has
 * not got the rows. That moment cannot be met, and so its result is made: parts of the last ranges are deleted from the disk.
 */
class LostPartsTest {

    private static final List<String> AGGREGATES = List.of(
            "behavior_metrics_hour",
            "behavior_metrics_day",
            "behavior_item_day",
            "behavior_experiment_day",
            "behavior_action_hour",
            "behavior_user_day");

    private static EmbeddedServer clickHouse;
    private static BehaviorHub hub;

    private final List<Made> events = new ArrayList<>();

    @BeforeAll
    static void start() {
        int port = FreePorts.one();
        clickHouse = TestServers.newClickHouse(port);
        clickHouse.start();
        hub = new BehaviorHub(TestServers.home(), TestServers.addressOf(port), TestServers.kafka());
        hub.process().set("caravan.behavior.store.batch-rows", "150").start().awaitReady();
    }

    @AfterAll
    static void stop() {
        hub.close();
        clickHouse.stop();
    }

    @Test
    void whatIsLostOfAnyTableIsPutBackAndWhatIsThereIsNotCountedAgain() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        // Days of two months, so that every table has several partitions.
        Instant latest = YearMonth.now(ZoneOffset.UTC)
                .minusMonths(1)
                .atDay(2)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        EventMaker maker = new EventMaker(seed, "lost", latest);
        int lost = 0;
        for (double share : List.of(0.0, 0.4, 1.0)) {
            // Else parts hold more than one range, and more than that is lost with them.
            hub.sql().ask("SYSTEM STOP MERGES");
            send(maker.make(1_500));
            awaitDone();
            new AggregateTruth(events).assertTold(hub.sql());
            hub.process().kill();
            List<String> parts = unfinishTheLastRanges();
            List<String> gone =
                    parts.stream().filter(part -> random.nextDouble() < share).toList();
            clickHouse.kill();
            for (String part : gone) {
                delete(Path.of(part));
            }
            clickHouse.start();
            lost += gone.size();
            hub.process().start().awaitReady();
            awaitDone();

            assertThat(hub.sql().number("SELECT count() FROM user_behaviors"))
                    .as("rows, %s of %s parts lost, seed %s", gone.size(), parts.size(), seed)
                    .isEqualTo(events.size());
            assertThat(hub.stored()).isEqualTo(events.size());
            new AggregateTruth(events).assertTold(hub.sql());
            assertThat(hub.sql().lines("SELECT name FROM system.tables WHERE name LIKE '%\\_restore\\_%'"))
                    .isEmpty();
            assertThat(hub.process().output().lines().filter(line -> line.contains("it is put back")))
                    .as("told, seed %s", seed)
                    .hasSize(lost);
        }
        assertThat(lost).isGreaterThan(AGGREGATES.size());
    }

    private void send(List<Made> more) {
        for (int i = 0; i < more.size(); i += 500) {
            assertThat(hub.process()
                            .post("/api/v1/behaviors", EventMaker.array(more.subList(i, i + 500)))
                            .statusCode())
                    .isEqualTo(202);
        }
        events.addAll(more);
    }

    /** As if the hub had been killed before it finished them. Gives the folders of the parts that they have filled. */
    private static List<String> unfinishTheLastRanges() {
        hub.sql().ask("CREATE TABLE ranges ENGINE = Memory AS SELECT * FROM behavior_ranges FINAL");
        hub.sql()
                .ask("CREATE TABLE last ENGINE = Memory AS SELECT kafka_partition, max(first_offset) AS first_offset"
                        + " FROM ranges GROUP BY kafka_partition");
        hub.sql().ask("TRUNCATE TABLE behavior_ranges");
        hub.sql()
                .ask("INSERT INTO behavior_ranges SELECT * REPLACE ((kafka_partition, first_offset) NOT IN last"
                        + " AS finished, 1 AS traced) FROM ranges");
        var offsets = new KafkaOffsets(TestServers.kafka(), hub.events().name());
        Map<Integer, Long> begin = hub.events().ends().keySet().stream()
                .collect(Collectors.toMap(Function.identity(), partition -> hub.sql()
                        .number("SELECT first_offset FROM last WHERE kafka_partition = " + partition)));
        offsets.set(hub.events().name(), begin);
        List<String> parts = new ArrayList<>(folders(
                "user_behaviors", "arrayExists((p, o) -> kafka_partition = p AND kafka_offset >= o, last.1, last.2)"));
        String counted = "arrayExists((p, o) -> stored_to[cityHash64('"
                + hub.events().name() + "', p)] >= o AND mapContains(stored_to, cityHash64('"
                + hub.events().name() + "', p)), last.1, last.2)";
        AGGREGATES.forEach(table -> parts.addAll(folders(table, counted)));
        hub.sql().ask("DROP TABLE ranges");
        hub.sql().ask("DROP TABLE last");
        return parts;
    }

    private static List<String> folders(String table, String where) {
        return hub.sql()
                .lines("WITH (SELECT (groupArray(kafka_partition), groupArray(first_offset)) FROM last) AS last"
                        + " SELECT path FROM system.parts WHERE active AND database = currentDatabase() AND table = '"
                        + table + "' AND name IN (SELECT _part FROM " + table + " WHERE " + where + ")");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void awaitDone() {
        await("offsets committed").atMost(Duration.ofSeconds(120)).until(hub::done);
    }
}
