package io.caravan.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class InsertTest extends ClickHouseTestBase {

    private static final String JSON = "{\"id\":1,\"name\":\"Ü\\n'`\"}\n{\"id\":2,\"name\":\"b\"}\n";

    @BeforeEach
    void createTable() {
        database.table("calls", "(id UInt32, name String DEFAULT 'none') ENGINE = MergeTree ORDER BY id");
    }

    private void assertJsonStored(Exchange exchange) {
        assertThat(exchange.getMessage().getHeader(ClickHouseConstants.WRITTEN_ROWS))
                .isEqualTo(2L);
        assertThat(stored()).isEqualTo("1\tÜ\\n\\'`\n2\tb");
    }

    private String stored() {
        return database.ask("SELECT * FROM " + database.name() + ".calls ORDER BY id");
    }

    @Test
    void textIsStored() {
        assertJsonStored(sent(to("calls", ""), JSON));
    }

    @Test
    void bytesAreStored() {
        assertJsonStored(sent(to("calls", ""), JSON.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aStreamIsStored() {
        InputStream body = new ByteArrayInputStream(JSON.getBytes(StandardCharsets.UTF_8));
        assertJsonStored(sent(to("calls", "operation=insert"), body));
    }

    @Test
    void aFileIsStored(@TempDir Path folder) throws IOException {
        File file = Files.writeString(folder.resolve("calls.json"), JSON).toFile();
        assertJsonStored(sent(to("calls", ""), file));
    }

    @Test
    void compressedRowsAreStored() {
        assertJsonStored(sent(to("calls", "compression=true"), JSON));
    }

    @Test
    void rowsThatCameCompressedAreStored() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(JSON.getBytes(StandardCharsets.UTF_8));
        }

        assertJsonStored(sent(
                to("calls", "compression=true"),
                bytes.toByteArray(),
                Map.of(ClickHouseConstants.CONTENT_ENCODING, "gzip")));
    }

    @Test
    void anUnknownContentEncodingIsRefused() {
        assertThat(send(to("calls", ""), JSON, Map.of(ClickHouseConstants.CONTENT_ENCODING, "rar"))
                        .getException())
                .hasMessageContaining("'rar' is no content encoding");
        assertThat(stored()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CSV|7,\"x,y\"|7\tx,y",
                "tsv|7\\tx|7\tx",
                "CSVWithNames|name,id\\nx,7|7\tx",
                "JSONCompactEachRow|[7,\"x\"]|7\tx"
            })
    void otherFormatsAreStored(String format, String body, String expected) {
        sent(to("calls", "format=" + format), body.replace("\\n", "\n").replace("\\t", "\t"));

        assertThat(stored()).isEqualTo(expected);
    }

    @Test
    void binaryRowsAreStored() {
        byte[] rowBinary = {5, 0, 0, 0, 2, 'h', 'i'};

        sent(to("calls", ""), rowBinary, Map.of(ClickHouseConstants.FORMAT, "RowBinary"));

        assertThat(stored()).isEqualTo("5\thi");
    }

    @Test
    void headersNameAnotherTable() {
        database.table("others", "(id UInt32) ENGINE = MergeTree ORDER BY id");

        sent(
                "clickhouse:default",
                "{\"id\":3}",
                Map.of(ClickHouseConstants.DATABASE, database.name(), ClickHouseConstants.TABLE, "others"));

        assertThat(database.count("others")).isEqualTo(1);
    }

    @Test
    void objectsAreStoredByTheirGetters() {
        Exchange exchange = sent(to("calls", ""), List.of(new Call(1, "a"), new Call(2, "b"), new Call(3, "c")));

        assertThat(stored()).isEqualTo("1\ta\n2\tb\n3\tc");
        assertThat(exchange.getMessage().getHeader(ClickHouseConstants.WRITTEN_ROWS))
                .isEqualTo(3L);
    }

    @Test
    void recordsAreStoredByTheirComponents() {
        database.table(
                "legs",
                "(leg_no UInt8, name String, fee Decimal(18, 6), at DateTime64(3, 'UTC'), tags Array(String), note Nullable(String)) ENGINE = MergeTree ORDER BY leg_no");
        Instant at = Instant.parse("2026-01-02T03:04:05.678Z");

        sent(
                to("legs", ""),
                List.of(new Leg(7, "ä", new BigDecimal("1.25"), at.atZone(ZoneOffset.UTC), List.of("x", "y"), null)));

        assertThat(database.ask("SELECT * FROM " + database.name() + ".legs"))
                .isEqualTo("7\tä\t1.25\t2026-01-02 03:04:05.678\t['x','y']\t\\N");
    }

    /** A row of another table. */
    public record Leg(int legNo, String name, BigDecimal fee, ZonedDateTime at, List<String> tags, String note) {}

    @Test
    void objectsFitATableThatGotAColumn() {
        sent(to("calls", ""), List.of(new Call(1, "a")));
        database.ask("ALTER TABLE " + database.name() + ".calls ADD COLUMN fee UInt8 DEFAULT 9 AFTER id");

        sent(to("calls", ""), List.of(new Call(2, "b")));

        assertThat(stored()).isEqualTo("1\t9\ta\n2\t9\tb");
    }

    @Test
    void partsOfAListHaveTokensOfTheirOwn() {
        database.table(
                "calls",
                "(id UInt32, name String) ENGINE = MergeTree ORDER BY id SETTINGS non_replicated_deduplication_window = 100");
        List<Call> calls = List.of(new Call(1, "a"), new Call(2, "b"), new Call(3, "c"));
        Map<String, Object> token = Map.of(ClickHouseConstants.DEDUPLICATION_TOKEN, "calls:0-2");

        sent(to("calls", "batchSize=2"), calls, token);
        sent(to("calls", "batchSize=2"), calls, token);

        assertThat(stored()).isEqualTo("1\ta\n2\tb\n3\tc");
    }

    @Test
    void anObjectThatDoesNotFitStoresNothing() {
        Exchange exchange = send(to("calls", ""), List.of(new Call(1, "a"), new Call(2, null) {
            @Override
            public String getName() {
                throw new IllegalStateException("no name");
            }
        }));

        assertThat(exchange.getException()).isInstanceOf(PermanentClickHouseException.class);
        assertThat(database.count("calls")).isZero();
    }

    @Test
    void settingsOfTheMessageGoOverThoseOfTheEndpointAndTheDefaults() {
        String uri = to("calls", "setting.log_comment=endpoint&setting.input_format_skip_unknown_fields=0");
        String row = "{\"id\":1,\"surplus\":2}";

        assertThat(send(uri, row).getException()).isInstanceOf(PermanentClickHouseException.class);
        sent(uri, row, Map.of(ClickHouseConstants.SETTINGS, Map.of("input_format_skip_unknown_fields", "1")));

        assertThat(stored()).isEqualTo("1\tnone");
    }

    @Test
    void insertsAreSynchronousAndDeduplicatedUnlessAskedOtherwise() throws IOException {
        assertThat(requestOf(""))
                .contains(
                        "async_insert=0",
                        "wait_for_async_insert=1",
                        "insert_deduplicate=1",
                        "deduplicate_blocks_in_dependent_materialized_views=1");
        assertThat(requestOf("asyncInsert=true")).contains("&async_insert=1", "wait_for_async_insert=1");
        assertThat(requestOf("asyncInsert=true&waitForAsyncInsert=false"))
                .contains("&async_insert=1", "wait_for_async_insert=0");
        assertThat(requestOf("setting.insert_deduplicate=0")).contains("insert_deduplicate=0");
    }

    @Test
    void compressionShowsOnTheWire() throws IOException {
        String rows = JSON.repeat(10_000);

        assertThat(requestOf("", rows).length()).isGreaterThan(rows.length());
        assertThat(requestOf("compression=true", rows).length()).isLessThan(rows.length() / 10);
    }

    private String requestOf(String options) throws IOException {
        return requestOf(options, JSON);
    }

    private String requestOf(String options, String body) throws IOException {
        try (FaultProxy proxy = new FaultProxy(database.address().url())) {
            sent(to("calls", "serverUrl=" + proxy.url() + (options.isEmpty() ? "" : "&" + options)), body);
            return new String(proxy.requests(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @CsvSource({"calls; DROP TABLE calls", "calls` (id) VALUES (1) --", "a.b", "''"})
    void hostileTableNamesAreRefused(String table) {
        Exchange exchange = send("clickhouse:" + database.name(), JSON, Map.of(ClickHouseConstants.TABLE, table));

        assertThat(exchange.getException()).isInstanceOf(PermanentClickHouseException.class);
        assertThat(database.count("calls")).isZero();
    }

    /** A row of the table. */
    public static class Call {
        private final long id;
        private final String name;

        Call(long id, String name) {
            this.id = id;
            this.name = name;
        }

        public long getId() {
            return id;
        }

        public String getName() {
            return name;
        }
    }

    @Test
    void rowsAreNotSentWhenItIsTooLateForThem() {
        long now = System.currentTimeMillis();
        assertJsonStored(sent(to("calls", ""), JSON, Map.of(ClickHouseConstants.NOT_AFTER, now + 600_000)));

        Exchange late = send(to("calls", ""), JSON, Map.of(ClickHouseConstants.NOT_AFTER, now - 1));
        assertThat(late.getException())
                .isInstanceOf(RetryableClickHouseException.class)
                .hasRootCauseMessage("it is too late for them");
        assertThat(database.ask("SELECT count() FROM " + database.name() + ".calls"))
                .isEqualTo("2");
    }
}
