package io.caravan.cdr;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Pulls over and over, against what the real store says it has. */
class WindowPullTest {

    private static final Window FRIDAY = Samples.window("Asia/Shanghai", "2026-11-20");
    private static final Window THURSDAY = Samples.window("Asia/Shanghai", "2026-11-19");
    private static final Predicate<Window> NEVER = window -> false;
    private static final Predicate<Window> ALWAYS = window -> true;

    private final String name = "pull_" + UUID.randomUUID().toString().replace("-", "");
    private final ClickHouseQuery server = new ClickHouseQuery(TestServers.clickhouse(), "");
    private final ClickHouseQuery store = new ClickHouseQuery(TestServers.clickhouse(), name);
    private final List<CdrBatch> batches = new ArrayList<>();

    @BeforeEach
    void createTables() throws Exception {
        server.ask("CREATE DATABASE " + name);
        CdrTables.create(store);
    }

    @AfterEach
    void dropDatabase() {
        server.ask("DROP DATABASE " + name);
    }

    @Test
    void thePullOfANewWindowExpectsInTheStoreWhatTheNodeReplied() throws Exception {
        WindowPull pull = pull(1, NEVER, List.of(FRIDAY), friday(1, "0.10", 3), friday(2, "0.25", 0));
        assertThat(pull.of(FRIDAY).replied().records()).isEqualTo(2);
        assertThat(pull.of(FRIDAY).replied().fee()).isEqualTo(new BigDecimal("0.350000"));
        assertThat(pull.of(FRIDAY).replied().holdTime()).isEqualTo(3);
        assertThat(stored(FRIDAY)).isEqualTo(pull.of(FRIDAY).expected());
        assertThat(batches).singleElement().satisfies(batch -> {
            assertThat(batch.days()).containsExactly(FRIDAY.day());
            assertThat(batch.changes()).isEmpty();
        });
        assertThat(pull.vanished()).isEmpty();
    }

    @Test
    void unchangedRecordsAreCountedAndNotStoredAgain() throws Exception {
        String[] records = {friday(1, "0.10", 3), friday(2, "0.25", 0)};
        Figures first = pull(1, NEVER, List.of(FRIDAY), records).of(FRIDAY).replied();
        batches.clear();
        PulledWindow again = pull(2, ALWAYS, List.of(FRIDAY), records).of(FRIDAY);
        assertThat(again.replied()).isEqualTo(first);
        assertThat(again.expected()).isEqualTo(stored(FRIDAY));
        assertThat(again.changed() + again.late() + again.vanished()).isZero();
        assertThat(batches).allSatisfy(batch -> assertThat(batch.rows()).isZero());
        assertThat(store.ask("SELECT count(), max(version) FROM cdr")).isEqualTo("2\t1");
    }

    @Test
    void changedLateAndVanishedRecordsAreTold() throws Exception {
        pull(1, NEVER, List.of(FRIDAY), friday(1, "0.10", 3), friday(2, "0.25", 7), friday(3, "1", 9));
        WindowPull pull = pull(2, ALWAYS, List.of(FRIDAY), friday(4, "5", 1), friday(3, "1", 9), friday(1, "0.3", 4));
        PulledWindow pulled = pull.of(FRIDAY);
        assertThat(pulled.changed()).isEqualTo(1);
        assertThat(pulled.late()).isEqualTo(1);
        assertThat(pulled.vanished()).isEqualTo(1);
        assertThat(pulled.replied().records()).isEqualTo(3);
        assertThat(pulled.expected().records()).isEqualTo(4);
        assertThat(pulled.expected()).isEqualTo(stored(FRIDAY));

        List<CdrChange> changes = new ArrayList<>(batches.get(1).changes());
        changes.addAll(pull.vanished());
        JsonMapper json = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        for (CdrChange change : changes) {
            store.insert(
                    "INSERT INTO cdr_changes SETTINGS date_time_input_format = 'best_effort',"
                            + " input_format_skip_unknown_fields = 0 FORMAT JSONEachRow",
                    json.writeValueAsBytes(change));
        }
        assertThat(store.lines("SELECT flow_no, kind, fee_before, fee_after, hold_time_before, hold_time_after,"
                        + " account, day, version FROM cdr_changes ORDER BY flow_no"))
                .containsExactly(
                        "1\tchanged\t0.1\t0.3\t3\t4\t8001\t2026-11-20\t2",
                        "2\tvanished\t0.25\t0\t7\t0\t8001\t2026-11-20\t2",
                        "4\tlate\t0\t5\t0\t1\t8001\t2026-11-20\t2");
        assertThat(store.ask("SELECT count() FROM cdr_changes AS c JOIN cdr_current AS r USING (flow_no)"
                        + " WHERE c.fingerprint = r.fingerprint"))
                .isEqualTo("3");
    }

    @Test
    void aNewRecordOfADayThatIsStillFillingIsNotLate() throws Exception {
        pull(1, NEVER, List.of(FRIDAY), friday(1, "1", 1));
        WindowPull pull = pull(2, NEVER, List.of(FRIDAY), friday(1, "1", 1), friday(2, "1", 1));
        assertThat(pull.of(FRIDAY).late()).isZero();
        assertThat(batches.get(1).changes()).isEmpty();
        assertThat(batches.get(1).rows()).isEqualTo(1);
    }

    @Test
    void oneReplyMayBeOfSeveralDaysAndOneDayOfSeveralReplies() throws Exception {
        List<Window> windows = List.of(THURSDAY, FRIDAY);
        pull(1, NEVER, windows, thursday(1), friday(2, "2", 2));
        batches.clear();
        WindowPull pull = new WindowPull(windows, run(2), known(), ALWAYS);
        store(pull, thursday(1), thursday(3));
        store(pull, thursday(1), friday(4, "4", 4), friday(5, "5", 5));
        assertThat(pull.of(THURSDAY).replied().records()).isEqualTo(2);
        assertThat(pull.of(THURSDAY).repeated()).isEqualTo(1);
        assertThat(pull.of(THURSDAY).vanished()).isZero();
        assertThat(pull.of(FRIDAY).replied().records()).isEqualTo(2);
        assertThat(pull.of(FRIDAY).vanished()).isEqualTo(1);
        assertThat(pull.of(FRIDAY).late()).isEqualTo(2);
        for (Window window : windows) {
            assertThat(pull.of(window).expected()).isEqualTo(stored(window));
        }
        assertThat(batches.stream().map(CdrBatch::token)).doesNotHaveDuplicates();
        assertThatThrownBy(() -> pull.of(Samples.window("UTC", "2026-11-01")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recordsOfOtherDaysAndAccountsAreStoredAndNotExpected() throws Exception {
        String stranger = friday(2, "1", 1).replace("}", ",\"account\":\"8002\"}");
        WindowPull pull = pull(1, ALWAYS, List.of(FRIDAY), friday(1, "1", 1), stranger, thursday(3));
        PulledWindow pulled = pull.of(FRIDAY);
        assertThat(pulled.replied().records()).isEqualTo(1);
        assertThat(pulled.otherDays()).isEqualTo(2);
        assertThat(pulled.late()).isEqualTo(1);
        assertThat(pulled.expected()).isEqualTo(stored(FRIDAY));
        assertThat(store.ask("SELECT count() FROM cdr")).isEqualTo("3");
        assertThat(batches.get(0).days()).containsExactlyInAnyOrder(FRIDAY.day(), THURSDAY.day());
    }

    @Test
    void aRecordThatIsNowGivenToAnotherAccountIsChangedAndNoLongerExpected() throws Exception {
        pull(1, NEVER, List.of(FRIDAY), friday(1, "1", 1), friday(2, "1", 1));
        String moved = friday(2, "1", 1).replace("}", ",\"account\":\"8002\"}");
        PulledWindow pulled =
                pull(2, NEVER, List.of(FRIDAY), friday(1, "1", 1), moved).of(FRIDAY);
        assertThat(pulled.changed()).isEqualTo(1);
        assertThat(pulled.vanished()).isZero();
        assertThat(pulled.expected().records()).isEqualTo(1);
        assertThat(pulled.expected()).isEqualTo(stored(FRIDAY));
    }

    @Test
    void ofARecordThatBecomesBadTheStoredVersionStaysAndHasNotVanished() throws Exception {
        pull(1, NEVER, List.of(FRIDAY), friday(1, "1", 1), friday(2, "2", 2));
        String bad = friday(2, "2", 2).replace("\"fee\":2", "\"fee\":\"2\"");
        WindowPull pull = pull(2, NEVER, List.of(FRIDAY), bad, friday(1, "1", 1), bad);
        assertThat(pull.of(FRIDAY).rejected()).isEqualTo(2);
        assertThat(pull.of(FRIDAY).vanished()).isZero();
        assertThat(pull.vanished()).isEmpty();
        assertThat(pull.of(FRIDAY).expected()).isEqualTo(stored(FRIDAY));
    }

    @Test
    void aKnownRecordMayBeRepeatedAndMayNotStandTwiceWithOtherContent() throws Exception {
        pull(1, NEVER, List.of(FRIDAY), friday(1, "1", 1), friday(2, "2", 2));
        PulledWindow pulled = pull(
                        2,
                        NEVER,
                        List.of(FRIDAY),
                        friday(1, "1", 1),
                        friday(1, "1", 1),
                        friday(2, "3", 3),
                        friday(2, "3", 3),
                        friday(2, "2", 2))
                .of(FRIDAY);
        assertThat(pulled.repeated()).isEqualTo(2);
        assertThat(pulled.rejected()).isEqualTo(1);
        assertThat(pulled.changed()).isEqualTo(1);
        assertThat(pulled.expected()).isEqualTo(stored(FRIDAY));
    }

    @Test
    void badRecordsAreToldOfTheWindowTheyBelongTo() throws Exception {
        String bad = friday(1, "1", 1).replace("\"fee\":1", "\"fee\":\"1\"");
        WindowPull pull = pull(1, NEVER, List.of(THURSDAY, FRIDAY), bad, "{\"flowNo\":7}");
        assertThat(pull.of(FRIDAY).rejected()).isEqualTo(1);
        assertThat(pull.of(THURSDAY).rejected()).isEqualTo(1);
        assertThat(batches.get(0).rejected())
                .extracting(letter -> letter.source())
                .containsExactly(FRIDAY.toString(), THURSDAY.toString());
    }

    private WindowPull pull(long version, Predicate<Window> late, List<Window> windows, String... records)
            throws Exception {
        WindowPull pull = new WindowPull(windows, run(version), known(), late);
        store(pull, records);
        return pull;
    }

    private void store(WindowPull pull, String... records) {
        CdrReply reply = pull.reply(Samples.reply(String.join(",", records)), 1000, Samples.room(), () -> {});
        while (reply.hasNext()) {
            CdrBatch batch = reply.next();
            if (!batch.isEmpty()) {
                batches.add(batch);
            }
            if (batch.rows() > 0) {
                store.insertLz4("INSERT INTO cdr FORMAT Native", batch.body());
            }
        }
    }

    private KnownRecords known() throws Exception {
        return KnownRecords.read(
                new ByteArrayInputStream(store.bytes("SELECT day, flow_no, fingerprint, fee, hold_time FROM cdr_current"
                        + " WHERE account = '8001' ORDER BY day, flow_no FORMAT RowBinary")));
    }

    private Figures stored(Window window) {
        JsonNode row = store.rows("SELECT count() AS records, sum(fee) AS fee, sum(hold_time) AS hold_time,"
                        + " toString(sum(fingerprint)) AS checksum FROM cdr_current WHERE account = '8001'"
                        + " AND day = '" + window.day() + "'")
                .get(0);
        return new Figures(
                row.get("records").longValue(),
                row.get("fee").decimalValue(),
                row.get("hold_time").longValue(),
                Long.parseUnsignedLong(row.get("checksum").textValue()));
    }

    private static PullRun run(long version) {
        PullRun run = Samples.run("2026-11-21T12:00:00Z");
        return new PullRun(run.id(), run.start(), version);
    }

    private static String friday(int flowNo, String fee, int holdTime) {
        return "{\"flowNo\":%d,\"start\":%d,\"fee\":%s,\"holdTime\":%d}"
                .formatted(flowNo, noon(FRIDAY.day()), fee, holdTime);
    }

    private static String thursday(int flowNo) {
        return "{\"flowNo\":%d,\"start\":%d}".formatted(flowNo, noon(THURSDAY.day()));
    }

    private static long noon(LocalDate day) {
        return day.atTime(LocalTime.NOON)
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toInstant()
                .toEpochMilli();
    }
}
