package io.caravan.cdr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Files that are dropped in a folder are stored like replies, once, and what cannot be used is kept with its reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilesTest {

    private static final long NOON = Instant.now().minus(2, ChronoUnit.DAYS).toEpochMilli();
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private Path folder;
    private VosSimulator simulator;
    private CdrHub hub;

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        simulator = VosSimulator.start(
                SimulatorConfig.ofSeed(23).withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 50)));
        folder = home.resolve("drop/cdr");
        hub = new CdrHub(home)
                .node("shanghai", simulator.baseUrl("shanghai"), SHANGHAI.getId())
                .node("berlin", simulator.baseUrl("berlin"), BERLIN.getId())
                .node("third", "http://127.0.0.1:9", "UTC")
                .node("fourth", "http://127.0.0.1:9", "UTC");
        hub.process
                .set("caravan.cdr.pull.schedule", "0 0 0 1 1 ? 2099")
                .set("caravan.cdr.files.folder", "drop/cdr")
                .set("caravan.cdr.files.poll-millis", "300")
                .set("caravan.cdr.store.batch-rows", "2000");
        hub.start().process.awaitReady();
    }

    @AfterAll
    void stop() {
        hub.close();
        simulator.close();
    }

    @Test
    void theRecordsOfANodeAsLinesOfJsonAreStoredByteForByteAndTheSameContentOnlyOnce() {
        LocalDate day = LocalDate.ofInstant(now, SHANGHAI).minusDays(1);
        List<String> lines =
                calls("shanghai", day).stream().map(JsonNode::toString).toList();
        byte[] content = zipped(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));

        drop("shanghai", "day.jsonl.gz", content);
        JsonNode file = awaitFile("day.jsonl.gz", "done");

        assertThat(hub.stored(1)).isEqualTo(Stored.of(simulator.truth("shanghai", day, day)));
        assertThat(hub.sql.lines("SELECT raw FROM cdr_current WHERE node_id = 1 FORMAT TSVRaw"))
                .containsExactlyInAnyOrderElementsOf(lines);
        assertThat(file.get("rows").intValue()).isEqualTo(lines.size());
        assertThat(file.get("rejected").intValue()).isZero();
        assertThat(file.at("/days").toString()).isEqualTo("[\"" + day + "\"]");
        await().untilAsserted(() ->
                assertThat(names("shanghai/done")).singleElement().asString().endsWith("-day.jsonl.gz"));

        String rowsBefore = hub.sql.ask("SELECT count() FROM cdr WHERE node_id = 1");
        drop("1", "again.jsonl.gz", content);
        await().until(() -> names("1/done").size() == 1);
        assertThat(hub.sql.ask("SELECT count() FROM cdr WHERE node_id = 1")).isEqualTo(rowsBefore);
        assertThat(awaitFile("day.jsonl.gz", "done").get("repeated").intValue()).isEqualTo(1);
        assertThat(hub.process.output())
                .contains("File 1/again.jsonl.gz: this content was taken before, as day.jsonl.gz; nothing is stored");
    }

    @Test
    void theSameCallsAsCsvAddUpToTheSame() {
        LocalDate day = LocalDate.ofInstant(now, BERLIN).minusDays(1);
        List<JsonNode> calls = calls("berlin", day);
        List<String> columns = new ArrayList<>();
        calls.get(0).fieldNames().forEachRemaining(columns::add);
        StringBuilder csv = new StringBuilder("\uFEFF" + String.join(";", columns) + "\r\n");
        calls.forEach(call -> csv.append(String.join(
                        ";",
                        columns.stream()
                                .map(column -> quoted(call.path(column).asText()))
                                .toList()))
                .append("\r\n"));

        drop("2", "day.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
        awaitFile("day.csv", "done");

        assertThat(columns).hasSize(35);
        assertThat(hub.stored(2)).isEqualTo(Stored.of(simulator.truth("berlin", day, day)));
        assertThat(hub.sql.lines("SELECT DISTINCT account_name FROM cdr_current WHERE node_id = 2 FORMAT TSVRaw"))
                .containsExactlyInAnyOrderElementsOf(calls.stream()
                        .map(call -> call.get("accountName").textValue())
                        .distinct()
                        .toList());
    }

    @Test
    void badLinesAreDeadLettersWithTheirLineAndTheGoodOnesAreStored() {
        String good = "7,%d,80011001,1.10,\"a \"\"quoted\"\" name,\nin two lines\",12".formatted(NOON);
        String csv = "flowNo,start,account,fee,accountName,holdTime\n" + good + "\n8," + NOON + ",80011001\n"
                + "9," + NOON + ",80011001,dear,,3\n,"
                + NOON + ",80011001,1,,3\n10,946684800001,80011001,1,,3\n11," + NOON + ",80011001,,,\n"
                + good + "\n11," + NOON + ",80011001,2,,\n";

        drop("third", "mixed.csv", csv.getBytes(StandardCharsets.UTF_8));
        JsonNode file = awaitFile("mixed.csv", "done");

        assertThat(file.get("rows").intValue()).isEqualTo(2);
        assertThat(file.get("rejected").intValue()).isEqualTo(5);
        assertThat(file.get("duplicates").intValue()).isEqualTo(1);
        assertThat(hub.sql.lines("SELECT raw FROM cdr_current WHERE node_id = 3 ORDER BY flow_no FORMAT TSVRaw"))
                .containsExactly(
                        "{\"flowNo\":7,\"start\":" + NOON + ",\"account\":\"80011001\",\"fee\":1.10,"
                                + "\"accountName\":\"a \\\"quoted\\\" name,\\nin two lines\",\"holdTime\":12}",
                        "{\"flowNo\":11,\"start\":" + NOON + ",\"account\":\"80011001\"}");
        assertThat(hub.sql.ask("SELECT fee FROM cdr_current WHERE node_id = 3 AND flow_no = 7"))
                .isEqualTo("1.1");
        List<DeadLetterTopic.Letter> letters = DeadLetterTopic.read(hub.deadLetters).stream()
                .filter(letter -> letter.source().contains("mixed.csv"))
                .toList();
        assertThat(letters)
                .extracting(DeadLetterTopic.Letter::source)
                .containsExactly(
                        "file 3/mixed.csv:4",
                        "file 3/mixed.csv:5",
                        "file 3/mixed.csv:6",
                        "file 3/mixed.csv:7",
                        "file 3/mixed.csv:11");
        assertThat(letters.get(0).reason()).isEqualTo("3 values, where the header has 6 columns");
        assertThat(letters.get(1).reason()).isEqualTo("fee: a number is wanted");
        assertThat(letters.get(1).raw()).contains("\"fee\":\"dear\"");
        assertThat(letters.get(2).reason()).isEqualTo("missing flowNo");
        assertThat(letters.get(3).reason()).startsWith("start: before ").endsWith(", from which on records are kept");
        assertThat(letters.get(4).reason()).isEqualTo("flowNo: stands twice in the file, this time with other content");
    }

    @Test
    void aFileThatCannotBeUsedIsPutAsideWithItsReason() {
        drop("third", "columns.csv", "flowNo,fees,start,start\n1,2,3,3\n".getBytes(StandardCharsets.UTF_8));
        drop("third", "no.jsonl.gz", "{}".getBytes(StandardCharsets.UTF_8));
        drop("fifth", "lost.jsonl", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(awaitFile("columns.csv", "failed").get("error").textValue())
                .isEqualTo("header: unknown columns: fees; columns that stand twice: start; missing columns: account");
        assertThat(awaitFile("no.jsonl.gz", "failed").get("error").textValue())
                .isEqualTo("the file is named .gz and is no gzip file");
        await().until(() -> names("fifth/failed").size() == 1);
        await().until(() -> names("third/failed").size() == 2);
        assertThat(hub.process.output())
                .contains("there is no node fifth; the nodes are 1 (shanghai), 2 (berlin), 3 (third), 4 (fourth)");
        assertThat(hub.process.get("/api/v1/cdrs/files?state=failed&node=3").body())
                .contains("columns.csv", "no.jsonl.gz")
                .doesNotContain("mixed.csv");
    }

    @Test
    void aHubThatIsKilledInTheMiddleOfAFileTakesItAgainAndNothingIsDoubled() {
        int lines = 60_000;
        var text = new StringBuilder();
        for (int i = 1; i <= lines; i++) {
            text.append("{\"flowNo\":%d,\"start\":%d,\"account\":\"a%d\",\"holdTime\":2,\"fee\":0.01}\n"
                    .formatted(i, NOON, i % 7));
        }
        drop("4", "large.jsonl", text.toString().getBytes(StandardCharsets.UTF_8));
        await("under way")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> hub.stored(4).records() > 0);
        hub.process.kill();
        assertThat(hub.stored(4).records()).isLessThan(lines);
        assertThat(names("4")).containsExactly("large.jsonl");

        hub.start();
        JsonNode file = awaitFile("large.jsonl", "done");

        assertThat(file.get("rows").intValue()).isEqualTo(lines);
        assertThat(hub.stored(4)).isEqualTo(new Stored(lines, new BigDecimal("600.000000"), 2L * lines));
        await().until(() -> names("4").isEmpty());
    }

    private List<JsonNode> calls(String node, LocalDate day) {
        var vos = new VosAnswers(simulator.baseUrl(node));
        return vos.accounts().stream()
                .flatMap(account -> StreamSupport.stream(
                        VosAnswers.parsed(vos.reply(account, day))
                                .get("infoCdrs")
                                .spliterator(),
                        false))
                .toList();
    }

    /** As a careful program does: under another name first. */
    private void drop(String node, String name, byte[] content) {
        try {
            Path target = Files.createDirectories(folder.resolve(node)).resolve(name);
            Path part = target.resolveSibling(name + ".part");
            Files.write(part, content);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode awaitFile(String name, String state) {
        return await(name + " is " + state)
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> StreamSupport.stream(
                                        hub.process
                                                .getJson("/api/v1/cdrs/files")
                                                .path("files")
                                                .spliterator(),
                                        false)
                                .filter(file -> file.get("name").asText().equals(name))
                                .filter(file -> file.get("state").asText().equals(state))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private List<String> names(String sub) {
        if (!Files.isDirectory(folder.resolve(sub))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve(sub))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static byte[] zipped(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
