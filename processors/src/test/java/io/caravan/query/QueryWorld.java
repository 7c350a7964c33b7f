package io.caravan.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

import io.caravan.clickhouse.ClickHouseComponent;
import io.caravan.clickhouse.ClickHouseConfiguration;
import io.caravan.clickhouse.ClickHouseConstants;
import io.caravan.testing.ClickHouseAddress;
import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

/**
 * A wide table with two dictionaries in a row and one of ClickHouse's own beside them, filled at random: in ClickHouse, and as plain
 * values for {@link Reference}. Some rows lead nowhere.
 */
final class QueryWorld implements AutoCloseable {

    static final List<String> TEXTS = List.of(
            "", "Perm", "perm", "Пермь", "a\\b", "it's", "x\ny", "\\' OR 1=1 -- ", "100%", "a_b", "`q`", "{p1:String}");
    private static final int ROWS = 400;
    private static final int KEYS = 12;

    final String database = "query_" + UUID.randomUUID().toString().replace("-", "");
    final List<Map<String, Object>> rows = new ArrayList<>();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final ClickHouseQuery sql;

    QueryWorld(long seed) {
        ClickHouseAddress address = TestServers.clickhouse();
        new ClickHouseQuery(address, "default").ask("CREATE DATABASE " + database);
        sql = new ClickHouseQuery(address, database);
        ClickHouseConfiguration options =
                context.getComponent("clickhouse", ClickHouseComponent.class).getConfiguration();
        options.setServerUrl(address.url());
        options.setUsername(address.username());
        options.setPassword(address.password());
        context.start();
        template = context.createProducerTemplate();
        makeTables(address);
        fill(new Random(seed));
    }

    private void makeTables(ClickHouseAddress address) {
        String columns = "(id UInt32, columnA String, n Nullable(Int32), day Date, at DateTime64(3, 'Asia/Shanghai'),"
                + " amount Decimal(18, 2), kind Enum8('one' = 1, 'two' = 2, 'three' = 3), linkDictA Int64,"
                + " linkDictC Nullable(UUID), dictA_columnC String) ENGINE = MergeTree ORDER BY ";
        sql.ask("CREATE TABLE BigTable " + columns + "(linkDictA, id) SETTINGS index_granularity = 16");
        sql.ask("CREATE TABLE Unsorted " + columns + "id");
        sql.ask("CREATE TABLE dictA (primaryKey Int64, columnC String, name String, m Nullable(Int32), linkDictB Int64)"
                + " ENGINE = MergeTree ORDER BY primaryKey");
        sql.ask(
                "CREATE TABLE dictB (primaryKey Int64, columnA String, columnB Int32) ENGINE = MergeTree ORDER BY primaryKey");
        sql.ask("CREATE TABLE sourceC (key UUID, name String, weight Int32) ENGINE = MergeTree ORDER BY key");
        sql.ask("CREATE DICTIONARY dictC (key UUID, name String, weight Int32) PRIMARY KEY key SOURCE(CLICKHOUSE(DB '"
                + database + "' TABLE 'sourceC' USER '" + address.username() + "' PASSWORD '" + address.password()
                + "')) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)");
    }

    private void fill(Random random) {
        Map<Long, Map<String, Object>> dictB = new TreeMap<>();
        Map<Long, Map<String, Object>> dictA = new TreeMap<>();
        Map<UUID, Map<String, Object>> dictC = new LinkedHashMap<>();
        for (long key = 1; key <= KEYS; key++) {
            dictB.put(key, row("primaryKey", key, "columnA", text(random), "columnB", random.nextInt(5)));
            dictA.put(
                    key,
                    row(
                            "primaryKey",
                            key,
                            "columnC",
                            text(random),
                            "name",
                            text(random),
                            "m",
                            random.nextInt(3) == 0 ? null : random.nextInt(5),
                            "linkDictB",
                            (long) random.nextInt(KEYS + 3)));
            UUID uuid = new UUID(7, key);
            dictC.put(uuid, row("key", uuid, "name", text(random), "weight", random.nextInt(5)));
        }
        List<UUID> keysOfC = new ArrayList<>(dictC.keySet());
        for (int id = 1; id <= ROWS; id++) {
            long a = random.nextInt(KEYS + 3);
            UUID c = random.nextInt(5) == 0
                    ? null
                    : random.nextInt(5) == 0 ? new UUID(8, 1) : keysOfC.get(random.nextInt(keysOfC.size()));
            Map<String, Object> row = row(
                    "id",
                    id,
                    "columnA",
                    text(random),
                    "n",
                    random.nextInt(3) == 0 ? null : random.nextInt(6) - 3,
                    "day",
                    random.nextInt(4) == 0 ? "1970-01-01" : "2026-11-0" + (1 + random.nextInt(4)),
                    "at",
                    "2026-11-01T00:00:0" + random.nextInt(5) + "Z",
                    "amount",
                    new BigDecimal(random.nextInt(5)).movePointLeft(1).setScale(2),
                    "kind",
                    List.of("one", "two", "three").get(random.nextInt(3)),
                    "dictA",
                    a,
                    "dictC",
                    c,
                    "dictA.columnC",
                    dictA.containsKey(a) ? dictA.get(a).get("columnC") : "");
            row.put("half", id / 2);
            row.put("dictA.primaryKey", a);
            Map<String, Object> inA = dictA.getOrDefault(a, Map.of());
            row.put("dictA.found", dictA.containsKey(a));
            row.put("dictA.name", inA.get("name"));
            row.put("dictA.m", inA.get("m"));
            row.put("dictA.dictB", inA.get("linkDictB"));
            Map<String, Object> inB =
                    inA.isEmpty() ? Map.of() : dictB.getOrDefault((Long) inA.get("linkDictB"), Map.of());
            row.put("dictA.dictB.found", !inB.isEmpty());
            row.put("dictA.dictB.columnA", inB.get("columnA"));
            row.put("dictA.dictB.columnB", inB.get("columnB"));
            Map<String, Object> inC = c == null ? Map.of() : dictC.getOrDefault(c, Map.of());
            row.put("dictC.found", !inC.isEmpty());
            row.put("dictC.name", inC.get("name"));
            row.put("dictC.weight", inC.get("weight"));
            rows.add(row);
        }
        insert("dictA", List.of("primaryKey", "columnC", "name", "m", "linkDictB"), dictA.values());
        insert("dictB", List.of("primaryKey", "columnA", "columnB"), dictB.values());
        insert("sourceC", List.of("key", "name", "weight"), dictC.values());
        List<String> own =
                List.of("id", "columnA", "n", "day", "at", "amount", "kind", "dictA", "dictC", "dictA.columnC");
        for (String table : List.of("BigTable", "Unsorted")) {
            insert(table, own, rows);
        }
    }

    private void insert(String table, List<String> names, Iterable<Map<String, Object>> values) {
        List<String> tuples = new ArrayList<>();
        values.forEach(row -> tuples.add(
                names.stream().map(name -> literal(row.get(name))).collect(Collectors.joining(", ", "(", ")"))));
        sql.ask("INSERT INTO " + table + " VALUES " + String.join(", ", tuples));
    }

    private static String literal(Object value) {
        if (value == null || value instanceof Number) {
            return String.valueOf(value);
        }
        String text = value.toString().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)T(.*)Z$", "$1 $2");
        return text.length() == 19 && text.startsWith("2026-11-01 ")
                ? "toDateTime64('" + text + "', 3, 'UTC')"
                : Sql.text(text);
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    /** The view of the table; its links may lead nowhere. */
    View view(String table) {
        Place dictB = new Place(
                database,
                "dictB",
                false,
                List.of("primaryKey"),
                List.of(Field.column("columnA", "String"), Field.column("columnB", "Int32")),
                List.of());
        Place dictA = new Place(
                database,
                "dictA",
                false,
                List.of("primaryKey"),
                List.of(Field.column("name", "String"), Field.column("m", "Nullable(Int32)")),
                List.of(Link.of("dictB", named("dictB", "linkDictB", "Int64"), "primaryKey", true, dictB)));
        Place dictC = new Place(
                database,
                "dictC",
                true,
                List.of(),
                List.of(Field.column("name", "String"), Field.column("weight", "Int32")),
                List.of());
        Place wide = new Place(
                database,
                table,
                false,
                table.equals("BigTable") ? List.of("linkDictA", "id") : List.of("id"),
                List.of(
                        Field.column("id", "UInt32"),
                        Field.column("columnA", "String"),
                        Field.column("n", "Nullable(Int32)"),
                        Field.column("day", "Date"),
                        Field.column("at", "DateTime64(3, 'Asia/Shanghai')"),
                        Field.column("amount", "Decimal(18, 2)"),
                        Field.column("kind", "Enum8('one' = 1, 'two' = 2, 'three' = 3)"),
                        new Field("half", new Field.Computed("intDiv(`id`, 2)", List.of("id")), "UInt32", "0")),
                List.of(
                        new Link(
                                "dictA",
                                named("dictA", "linkDictA", "Int64"),
                                "primaryKey",
                                true,
                                table.equals("BigTable"),
                                dictA,
                                Map.of("columnC", named("columnC", "dictA_columnC", "String"))),
                        Link.of("dictC", named("dictC", "linkDictC", "Nullable(UUID)"), "key", true, dictC)));
        return new View("big", wide, List.of("id"), Optional.empty(), View.Limits.USUAL, List.of());
    }

    static Field named(String name, String column, String type) {
        return new Field(
                name, new Field.Column(column), type, Field.column(column, type).absent());
    }

    /** Asks the server. */
    List<Map<String, Object>> ask(Plan plan) {
        Exchange answer = template.send("clickhouse:" + database + "?operation=query&outputType=LIST", exchange -> {
            exchange.getMessage().setBody(plan.sql());
            exchange.getMessage().setHeader(ClickHouseConstants.PARAMETERS, plan.parameters());
        });
        if (answer.getException() != null) {
            throw new IllegalStateException(plan.sql() + "\n" + plan.parameters(), answer.getException());
        }
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> found = answer.getMessage().getBody(List.class);
        return found;
    }

    ClickHouseQuery sql() {
        return sql;
    }

    @Override
    public void close() {
        context.stop();
        sql.ask("DROP DATABASE " + database);
    }
}
