package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Exports hold what the pages hold, in every format; one that breaks off does not look whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryExportTest {

    private static final String EXPORT = "/api/v1/cdrs/export";
    private static final int MANY = 300_000;
    private static final String[] DAY = {"node", "1", "from", "2026-03-01", "to", "2026-03-01"};

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private CdrHub hub;

    @BeforeAll
    void start(@TempDir Path home) {
        hub = new CdrHub(home).node("still", "http://127.0.0.1:9", "Asia/Shanghai", "enabled: false");
        hub.process.set("caravan.cdr.export.most-rows", String.valueOf(MANY)).set("caravan.cdr.export.at-once", "1");
        hub.start();
        hub.process.awaitReady();
        insert(1, "2026-03-01", 40);
        insert(2, "2026-04-01", MANY);
    }

    private void insert(int node, String day, int rows) {
        hub.sql.ask("INSERT INTO cdr (node_id, day, flow_no, account, account_name, caller_access_e164, start_time,"
                + " stop_time, hold_time, fee, end_reason, run_id, version) SELECT " + node + ", '" + day
                + "', 691318137290763 + number, concat('=1+', toString(number % 7)), 'a, \"b\"\\n上海',"
                + " concat('+86', toString(cityHash64(number))), toDateTime64('" + day + " 01:00:00.123', 3, 'UTC')"
                + " + toIntervalMillisecond(number % 50000) AS start_time, if(number % 3 = 0, toDateTime64(0, 3, 'UTC'), start_time + 9), number % 60,"
                + " toDecimal64(number, 6) / 1000, -69, generateUUIDv4(), 1 FROM numbers(" + rows + ")");
    }

    @AfterAll
    void end() {
        hub.close();
    }

    @Test
    void csvAndJsonLinesHoldTheRecordsOfThePagesInTheirOrder() {
        List<JsonNode> page = page();
        List<String> lines = text("format", "jsonl").lines().toList();
        assertThat(lines).hasSize(40);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = VosAnswers.parsed(lines.get(i).getBytes(StandardCharsets.UTF_8));
            assertThat(line.get("flowNo")).isEqualTo(page.get(i).get("flowNo"));
            assertThat(line.get("fee").decimalValue())
                    .isEqualByComparingTo(page.get(i).get("fee").decimalValue());
            assertThat(line.get("start")).isEqualTo(page.get(i).get("start"));
            assertThat(line.get("stop")).isEqualTo(page.get(i).get("stop"));
        }
        assertThat(text("fields", "flowNo,account,start,fee").lines().limit(2))
                .containsExactly(
                        "\"flowNo\",\"account\",\"start\",\"fee\"",
                        page.get(0).get("flowNo") + ",\""
                                + page.get(0).get("account").textValue() + "\",\""
                                + page.get(0).get("start").textValue() + "\",0.039");
    }

    @Test
    void aSpreadsheetRunsNothingWhenFormulasAreEscaped() {
        assertThat(text("fields", "account,callerAccessE164,endReason", "formulas", "escape")
                        .lines()
                        .skip(1))
                .hasSize(40)
                .allSatisfy(line -> assertThat(line).matches("\"'=1\\+\\d\",\"'\\+86\\d+\",-69"));
    }

    @Test
    void parquetHasTheTypesOfTheStore() {
        HttpResponse<byte[]> response = bytes("format", "parquet", "fields", "flowNo,start,stop,fee,account");
        hub.sql.ask("CREATE TABLE IF NOT EXISTS back (flowNo Int64, start DateTime64(3, 'UTC'),"
                + " stop Nullable(DateTime64(3, 'UTC')), fee Decimal(18, 6), account String) ENGINE = Memory");
        hub.sql.insert("INSERT INTO back FORMAT Parquet", response.body());
        assertThat(hub.sql.ask("SELECT count(), sum(fee), countIf(stop IS NULL), min(start) FROM back"))
                .isEqualTo("40\t0.78\t14\t2026-03-01 01:00:00.123");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/vnd.apache.parquet");
    }

    @Test
    void xlsxHoldsTextsNumbersAndTimesOnTheClockOfTheZone() throws Exception {
        List<JsonNode> page = page();
        List<Map<String, String>> rows = sheet(bytes("format", "xlsx").body());
        assertThat(rows).hasSize(41);
        assertThat(rows.get(0)).containsEntry("C", "flowNo").containsEntry("J", "start");
        for (int i = 0; i < page.size(); i++) {
            Map<String, String> row = rows.get(i + 1);
            JsonNode record = page.get(i);
            assertThat(row)
                    .containsEntry("C", record.get("flowNo").asText())
                    .containsEntry("D", record.get("account").textValue())
                    .containsEntry("E", record.get("accountName").textValue());
            assertThat(Double.parseDouble(row.get("N")))
                    .isEqualTo(record.get("fee").doubleValue());
            assertThat(row.containsKey("K")).isEqualTo(!record.get("stop").isNull());
            LocalDateTime start = LocalDate.of(1899, 12, 30)
                    .atStartOfDay()
                    .plusNanos(Math.round(Double.parseDouble(row.get("J")) * 86_400_000) * 1_000_000);
            assertThat(start)
                    .isCloseTo(
                            OffsetDateTime.parse(record.get("start").textValue())
                                    .toLocalDateTime(),
                            org.assertj.core.api.Assertions.within(1, ChronoUnit.MILLIS));
        }
    }

    @Test
    void theFileIsNamedAfterItsDaysAndItsAccount() {
        assertThat(disposition("format", "xlsx"))
                .startsWith("attachment; filename=\"cdrs-2026-03-01-2026-03-01.xlsx\"");
        assertThat(disposition("account", "上海/ 1"))
                .isEqualTo("attachment; filename=\"cdrs-___1-2026-03-01-2026-03-01.csv\";"
                        + " filename*=UTF-8''cdrs-%E4%B8%8A%E6%B5%B7_1-2026-03-01-2026-03-01.csv");
    }

    @Test
    void whatIsTooMuchOrWrongIsAProblemBeforeTheFirstByte() {
        insert(3, "2026-04-01", 1);
        HttpResponse<String> response =
                hub.process.get(QueryHub.path(EXPORT, "from", "2026-04-01", "to", "2026-04-01"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("too-many-rows", String.valueOf(MANY), "csv");
        assertThat(hub.process.get(EXPORT + "?format=pdf").body()).contains("bad-parameter", "parquet");
        assertThat(hub.process.get(EXPORT + "?limit=5").body()).contains("unknown-parameter");
    }

    @Test
    void anExportThatBreaksOffDoesNotLookWhole() throws Exception {
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(hub.process.api(large())).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (InputStream body = response.body()) {
            assertThat(body.readNBytes(1000)).hasSize(1000);
            hub.sql.ask("KILL QUERY WHERE " + running() + " SYNC");
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void theQueryOfAClientThatWentAwayEndsAndTheHubForgetsIt() throws Exception {
        try (Socket client =
                new Socket(hub.process.api("").getHost(), hub.process.api("").getPort())) {
            client.getOutputStream().write(("GET " + large() + " HTTP/1.1\r\nHost: hub\r\n\r\n").getBytes());
            assertThat(client.getInputStream().readNBytes(1000)).hasSize(1000);
            // Nobody reads on, so that everything between store and client is full.
            await().until(() -> hub.sql.number("SELECT count() FROM system.processes WHERE " + running()) == 1);
            assertThat(tooBusy()).as("the only place for an export is taken").isTrue();
        }
        await().until(() -> hub.sql.number("SELECT count() FROM system.processes WHERE " + running()) == 0);
        await().until(() -> !tooBusy());
        assertThat(hub.process.output()).doesNotContain("Response head already sent");
    }

    /** Whether an export is refused since another is under way. */
    private boolean tooBusy() {
        HttpResponse<String> response =
                hub.process.send(HttpRequest.newBuilder(hub.process.api(QueryHub.path(EXPORT, DAY)))
                        .build());
        if (response.statusCode() == 503) {
            assertThat(response.body()).contains("urn:caravan:problem:too-busy");
            assertThat(response.headers().firstValue("Retry-After")).contains("1");
            return true;
        }
        assertThat(response.statusCode()).isEqualTo(200);
        return false;
    }

    private String running() {
        return "current_database = currentDatabase() AND query LIKE '%max_bytes_before_external_sort%'"
                + " AND query NOT LIKE '%system.processes%' AND query NOT LIKE 'KILL%'";
    }

    private static String large() {
        return QueryHub.path(EXPORT, "node", "2", "from", "2026-04-01", "to", "2026-04-01", "fields", "all");
    }

    private List<JsonNode> page() {
        List<JsonNode> records = new ArrayList<>();
        hub.process.getJson(QueryHub.path("/api/v1/cdrs", DAY)).path("cdrs").forEach(records::add);
        assertThat(records).hasSize(40);
        return records;
    }

    private String disposition(String... query) {
        return bytes(query).headers().firstValue("Content-Disposition").orElseThrow();
    }

    private String text(String... query) {
        return new String(bytes(query).body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> bytes(String... query) {
        List<String> all = new ArrayList<>(List.of(DAY));
        all.addAll(List.of(query));
        try {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(hub.process.api(QueryHub.path(EXPORT, all.toArray(String[]::new))))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode())
                    .as(new String(response.body(), StandardCharsets.UTF_8))
                    .isEqualTo(200);
            return response;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no export", e);
        }
    }

    /** The cells of each row of the only sheet, by their columns. */
    private static List<Map<String, String>> sheet(byte[] workbook) throws Exception {
        Path file = Files.write(Files.createTempFile("export", ".xlsx"), workbook);
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream xml = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            NodeList rows = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getElementsByTagName("row");
            List<Map<String, String>> sheet = new ArrayList<>();
            for (int i = 0; i < rows.getLength(); i++) {
                NodeList cells = ((Element) rows.item(i)).getElementsByTagName("c");
                Map<String, String> row = new HashMap<>();
                for (int j = 0; j < cells.getLength(); j++) {
                    Element cell = (Element) cells.item(j);
                    row.put(cell.getAttribute("r").replaceAll("\\d", ""), cell.getTextContent());
                }
                sheet.add(row);
            }
            return sheet;
        } finally {
            Files.delete(file);
        }
    }
}
