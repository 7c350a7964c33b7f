package io.caravan.clickhouse.block;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is written in Native format is what the real server reads back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeFormatTest {

    private static final String TABLE = "native_" + UUID.randomUUID().toString().replace("-", "");
    private static final List<ColumnType> TYPES = List.of(ColumnType.values());
    private static final List<Column> COLUMNS =
            TYPES.stream().map(type -> new Column(nameOf(type), type)).toList();
    private static final LocalDate LAST_DATE = LocalDate.of(2149, 6, 6);
    private static final String BIG = "字".repeat(700_000);

    private final ClickHouseQuery sql = new ClickHouseQuery(TestServers.clickhouse(), "default");
    private final Map<ColumnType, List<Object>> extremes = new EnumMap<>(ColumnType.class);

    @BeforeAll
    void createTable() {
        StringBuilder columns = new StringBuilder("n UInt32");
        TYPES.forEach(
                type -> columns.append(", ").append(nameOf(type)).append(' ').append(type.typeName()));
        sql.ask("CREATE TABLE " + TABLE + " (" + columns + ") ENGINE = MergeTree ORDER BY n");
        extremes.put(
                ColumnType.STRING, List.of("", "\0", "a\tb\nc\\'\"", "号码😀", BIG, "x".repeat(127), "x".repeat(128)));
        extremes.put(ColumnType.LOW_CARDINALITY_STRING, extremes.get(ColumnType.STRING));
        extremes.put(ColumnType.INT8, List.of(-128, 127));
        extremes.put(ColumnType.INT32, List.of(Integer.MIN_VALUE, Integer.MAX_VALUE));
        extremes.put(ColumnType.INT64, List.of(Long.MIN_VALUE, Long.MAX_VALUE));
        extremes.put(ColumnType.UINT16, List.of(0, 65_535));
        extremes.put(ColumnType.UINT32, List.of(0L, 4_294_967_295L));
        extremes.put(ColumnType.UINT64, List.of(0L, Long.MAX_VALUE));
        extremes.put(ColumnType.FLOAT32, List.of(Float.MIN_VALUE, -Float.MAX_VALUE, 0.1f));
        extremes.put(ColumnType.FLOAT64, List.of(Double.MIN_VALUE, -Double.MAX_VALUE, 0.1));
        extremes.put(ColumnType.DATE, List.of(LocalDate.EPOCH, LAST_DATE));
        extremes.put(ColumnType.DATETIME64_MS, List.of(0L, -1L, 4_102_444_800_000L));
        extremes.put(
                ColumnType.DECIMAL_18_6,
                List.of(
                        new BigDecimal("999999999999.999999"),
                        new BigDecimal("-999999999999.999999"),
                        new BigDecimal("0.0000005"),
                        new BigDecimal("-0.0000005"),
                        new BigDecimal("0.00000049"),
                        new BigDecimal("1E+11")));
        extremes.put(ColumnType.UUID_128, List.of(new UUID(0, 0), new UUID(-1, -1)));
    }

    @AfterAll
    void dropTable() {
        sql.ask("DROP TABLE " + TABLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomRowsComeBackAsTheyWere(long seed) {
        Random random = new Random(seed);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            rows.add(TYPES.stream()
                    .map(type -> NativeValues.random(type, random))
                    .toArray());
        }
        assertStored(rows);
    }

    @Test
    void extremesComeBackAsTheyWere() {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            int row = i;
            rows.add(TYPES.stream()
                    .map(type -> extremes.get(type).get(row % extremes.get(type).size()))
                    .toArray());
        }
        assertStored(rows);
    }

    @Test
    void aBlockWithoutRowsIsValid() {
        assertStored(List.of());
    }

    @Test
    void textMayBeGivenAsItsBytes() {
        Block block = new Block(List.of(new Column("string", ColumnType.STRING)));
        block.add(new Object[] {"号码".getBytes(StandardCharsets.UTF_8)});
        insert("string", block);
        assertThat(sql.ask("SELECT string FROM " + TABLE)).isEqualTo("号码");
    }

    @Test
    void lowCardinalityAndDefaultsAreTheServersAffair() {
        sql.ask("CREATE TABLE " + TABLE + "_lc (s LowCardinality(String), d UInt8 DEFAULT 7) ENGINE = Memory");
        Block block = new Block(List.of(new Column("s", ColumnType.STRING)));
        block.add(new Object[] {"a"});
        sql.insert("INSERT INTO " + TABLE + "_lc (s) FORMAT Native", block.toBytes());
        assertThat(sql.ask("SELECT * FROM " + TABLE + "_lc")).isEqualTo("a\t7");
        sql.ask("DROP TABLE " + TABLE + "_lc");
    }

    @Test
    void compressedBlocksAreOneInsertAfterTheOther() {
        Block block = new Block(List.of(new Column("n", ColumnType.UINT32), new Column("string", ColumnType.STRING)));
        var bytes = new Chunks();
        var body = new CompressedBlocks(bytes);
        for (int insert = 0; insert < 2; insert++) {
            sql.ask("TRUNCATE TABLE " + TABLE);
            for (long n = insert; n < 40; n++) {
                block.add(new Object[] {n, n % 9 == 0 ? BIG : "x"});
                if (n % 10 == 9) {
                    body.take(block);
                }
            }
            body.finish();
            sql.insertLz4(
                    "INSERT INTO " + TABLE + " (n, string) FORMAT Native", new ByteArrayInputStream(bytes.take()));
            assertThat(sql.ask(
                            "SELECT count(), sum(n), sum(length(string)), countIf(string = repeat('字', 700000)) FROM "
                                    + TABLE))
                    .isEqualTo((40 - insert) + "\t780\t" + (insert == 0 ? "10500035\t5" : "8400035\t4"));
        }
        assertThat(bytes.size()).isZero();
    }

    @Test
    void aBodyForWhichThereIsNoRoomIsGivenUpAndTheNextOneIsWhole() {
        Block block = new Block(List.of(new Column("n", ColumnType.UINT32), new Column("string", ColumnType.STRING)));
        var bytes = new Chunks();
        var full = new AtomicBoolean(true);
        var body = new CompressedBlocks(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (full.get()) {
                    throw new IOException("No space left on device");
                }
                bytes.write(b);
            }
        });
        block.add(new Object[] {1L, "a"});
        assertThatThrownBy(() -> body.take(block)).hasMessageContaining("No space left on device");
        body.discard();
        block.clear();
        full.set(false);
        block.add(new Object[] {2L, "b"});
        body.take(block);
        body.finish();
        sql.ask("TRUNCATE TABLE " + TABLE);
        sql.insertLz4("INSERT INTO " + TABLE + " (n, string) FORMAT Native", new ByteArrayInputStream(bytes.take()));
        assertThat(sql.ask("SELECT n, string FROM " + TABLE)).isEqualTo("2\tb");
    }

    /** Values one step outside of what a type holds. */
    enum Outside {
        INT8_LOW(ColumnType.INT8, -129),
        INT8_HIGH(ColumnType.INT8, 128),
        INT32_LOW(ColumnType.INT32, Integer.MIN_VALUE - 1L),
        INT32_HIGH(ColumnType.INT32, Integer.MAX_VALUE + 1L),
        UINT16_LOW(ColumnType.UINT16, -1),
        UINT16_HIGH(ColumnType.UINT16, 65_536),
        UINT32_LOW(ColumnType.UINT32, -1),
        UINT32_HIGH(ColumnType.UINT32, 4_294_967_296L),
        UINT64_LOW(ColumnType.UINT64, -1),
        INT64_HIGH(ColumnType.INT64, BigInteger.ONE.shiftLeft(63)),
        UINT64_HIGH(ColumnType.UINT64, BigInteger.ONE.shiftLeft(64)),
        DATE_LOW(ColumnType.DATE, LocalDate.EPOCH.minusDays(1)),
        DATE_HIGH(ColumnType.DATE, LAST_DATE.plusDays(1)),
        DECIMAL_HIGH(ColumnType.DECIMAL_18_6, new BigDecimal("999999999999.9999995")),
        DECIMAL_LOW(ColumnType.DECIMAL_18_6, new BigDecimal("-1000000000000"));

        private final ColumnType type;
        private final Object value;

        Outside(ColumnType type, Object value) {
            this.type = type;
            this.value = value;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatDoesNotFitIsRefusedAndTheRowsBeforeStay(Outside outside) {
        Block block = new Block(
                List.of(new Column("string", ColumnType.STRING), new Column(nameOf(outside.type), outside.type)));
        Object fitting = extremes.get(outside.type).get(0);
        block.add(new Object[] {"good", fitting});
        assertThatThrownBy(() -> block.add(new Object[] {"bad", outside.value}))
                .isInstanceOf(ArithmeticException.class);
        block.add(new Object[] {"after", fitting});

        insert("string, " + nameOf(outside.type), block);
        assertThat(sql.ask("SELECT string FROM " + TABLE + " ORDER BY string").lines())
                .containsExactly("after", "good");
        assertThat(sql.ask("SELECT uniqExact(" + nameOf(outside.type) + ") FROM " + TABLE))
                .isEqualTo("1");
    }

    private void assertStored(List<Object[]> rows) {
        // In the order of the table: without rows the server does not sort columns.
        Block block = new Block(Stream.concat(Stream.of(new Column("n", ColumnType.UINT32)), COLUMNS.stream())
                .toList());
        for (int i = 0; i < rows.size(); i++) {
            block.add(Stream.concat(Stream.of(i), Arrays.stream(rows.get(i))).toArray());
        }
        assertThat(block.rows()).isEqualTo(rows.size());
        StringBuilder names = new StringBuilder("n");
        TYPES.forEach(type -> names.append(", ").append(nameOf(type)));
        insert(names.toString(), block);
        // Exact texts: JSON would lose digits of floats.
        List<JsonNode> stored = sql.rows("SELECT * REPLACE (toString(float32) AS float32, toString(float64) AS float64,"
                + " toUnixTimestamp64Milli(datetime64_ms) AS datetime64_ms) FROM " + TABLE + " ORDER BY n");
        assertThat(stored).hasSize(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            for (int c = 0; c < TYPES.size(); c++) {
                ColumnType type = TYPES.get(c);
                assertThat(NativeValues.read(type, stored.get(i).get(nameOf(type))))
                        .as("%s in row %d", type, i)
                        .isEqualTo(NativeValues.stored(type, rows.get(i)[c]));
            }
        }
    }

    private void insert(String columns, Block block) {
        sql.ask("TRUNCATE TABLE " + TABLE);
        sql.insert("INSERT INTO " + TABLE + " (" + columns + ") FORMAT Native", block.toBytes());
    }

    private static String nameOf(ColumnType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
