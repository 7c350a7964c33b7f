package io.caravan.cdr;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.cdr.QueryHub.Call;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of call records hold what looking at every record of the nodes' replies gives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPagesTest {

    private static final String CDRS = "/api/v1/cdrs";

    private QueryHub data;

    @BeforeAll
    void pull(@TempDir Path home) throws Exception {
        data = new QueryHub(home, 60).pull();
    }

    @AfterAll
    void end() {
        data.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void allPagesTogetherAreTheAnswerWhateverIsAskedAndHoweverLongAPageIs(long seed) {
        Random random = new Random(seed);
        int answers = 0;
        for (int i = 0; i < 12; i++) {
            QueryReference question = new QueryReference(data, random);
            List<String> expected = question.answer();
            int limit = 1 + random.nextInt(Math.min(1000, Math.max(20, expected.size())));
            assertThat(walk(limit, () -> {}, question.parameters()))
                    .as(String.join(" ", question.parameters()))
                    .isEqualTo(expected);
            answers += expected.size();
        }
        assertThat(answers).isPositive();
    }

    @Test
    void newVersionsBetweenPagesNeitherRepeatNorHideARecord() {
        String[] question = {
            "from", data.days(2).get(0).toString(), "to", data.days(1).get(1).toString()
        };
        List<String> before = walk(1000, () -> {}, question);
        List<Integer> stored = new ArrayList<>();
        List<String> during = walk(before.size() / 15, () -> stored.add(storeAgain(stored.size() + 1)), question);
        assertThat(stored).hasSizeGreaterThan(10);
        assertThat(during).isEqualTo(before).doesNotHaveDuplicates();
    }

    /** What a re-pull does: every tenth record gets a new version, other in what no test asks for. */
    private int storeAgain(int round) {
        data.hub.sql.ask("INSERT INTO cdr SELECT * REPLACE (concat(raw, ' ') AS raw, version + " + round
                + " AS version) FROM cdr FINAL WHERE flow_no % 10 = " + round % 10);
        return round;
    }

    /** The keys of the records of all pages. */
    private List<String> walk(int limit, Runnable betweenPages, String... question) {
        List<String> keys = new ArrayList<>();
        JsonNode page = page(limit, "", question);
        while (true) {
            page.path("cdrs")
                    .forEach(record -> keys.add(record.path("nodeId").asText() + "/"
                            + record.path("day").asText() + "/"
                            + record.path("flowNo").asText()));
            assertThat(page.path("count").intValue())
                    .isEqualTo(page.path("cdrs").size());
            if (page.get("next").isNull()) {
                return keys;
            }
            assertThat(page.path("cdrs")).hasSize(limit);
            betweenPages.run();
            page = page(limit, page.get("next").textValue(), question);
        }
    }

    private JsonNode page(int limit, String cursor, String... question) {
        Stream<String> more = Stream.of("limit", String.valueOf(limit), "cursor", cursor);
        return data.json(CDRS, Stream.concat(Stream.of(question), more).toArray(String[]::new));
    }

    @Test
    void theTotalIsThatOfAllPages() {
        String day = data.days(1).get(0).toString();
        long expected = data.calls.stream()
                .filter(call -> call.node() == 1 && call.day().toString().equals(day))
                .count();
        JsonNode page = data.json(CDRS, "node", "1", "from", day, "to", day, "limit", "5", "total", "true");
        assertThat(page.get("total").longValue()).isEqualTo(expected).isGreaterThan(5);
        assertThat(page.get("cdrs")).hasSize(5);
        assertThat(data.json(CDRS, "node", "1", "from", day, "to", day).has("total"))
                .isFalse();
    }

    @Test
    void allThirtyFiveFieldsAreThereOnRequestAsTheNodeSentThem() {
        Call call = data.calls.get(17);
        JsonNode record = data.json(
                        CDRS,
                        "node",
                        String.valueOf(call.node()),
                        "from",
                        Instant.ofEpochMilli(call.start()).toString(),
                        "to",
                        Instant.ofEpochMilli(call.start() + 1).toString(),
                        "fields",
                        "all")
                .path("cdrs")
                .get(0);
        assertThat(record).hasSize(37);
        call.json().fields().forEachRemaining(field -> {
            JsonNode value = record.get(field.getKey());
            if (field.getKey().equals("start") || field.getKey().equals("stop")) {
                OffsetDateTime time = OffsetDateTime.parse(value.textValue());
                assertThat(time.toInstant().toEpochMilli())
                        .isEqualTo(field.getValue().longValue());
                assertThat(time.getOffset())
                        .isEqualTo(
                                QueryHub.ZONES.get(call.node() - 1).getRules().getOffset(time.toInstant()));
            } else if (field.getValue().isNumber()) {
                assertThat(value.decimalValue())
                        .as(field.getKey())
                        .isEqualByComparingTo(new BigDecimal(field.getValue().asText()));
            } else {
                assertThat(value).as(field.getKey()).isEqualTo(field.getValue());
            }
        });
    }

    @Test
    void fieldsAreReturnedInTheOrderAskedFor() {
        JsonNode page = data.json(CDRS, "node", "1", "limit", "1", "fields", "fee,flowNo,callerip");
        assertThat(page.path("cdrs").get(0).fieldNames()).toIterable().containsExactly("fee", "flowNo", "callerip");
    }
}
