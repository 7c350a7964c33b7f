package io.caravan.cdr;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.caravan.cdr.CdrHub.Stored;
import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;
import io.caravan.testing.Problems;

import static io.caravan.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/** Backfill as its clients see it: two nodes in two zones, all days as the nodes have them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncTest {

    private static final String[] NAMES = {"shanghai", "berlin"};
    private static final ZoneId[] ZONES = {ZoneId.of("Asia/Shanghai"), ZoneId.of("Europe/Berlin")};
    private static final int ACCOUNTS = 8;
    /** As many at once as there are requests, however few processors there are. */
    private final ExecutorService callers = Executors.newFixedThreadPool(12);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private VosSimulator simulator;
    private CdrHub hub;
    private SyncClient client;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        simulator = VosSimulator.start(
                SimulatorConfig.ofSeed(21).withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", 30)));
        hub = new CdrHub(home)
                .node("shanghai", simulator.baseUrl("shanghai"), "Asia/Shanghai")
                .node("berlin", simulator.baseUrl("berlin"), "Europe/Berlin");
        hub.start();
        client = new SyncClient(hub);
        hub.awaitDone(1, ACCOUNTS * 2);
        hub.awaitDone(2, ACCOUNTS * 2);
    }

    @AfterAll
    void end() {
        callers.shutdownNow();
        hub.close();
        simulator.close();
    }

    private LocalDate day(int node, int back) {
        return LocalDate.ofInstant(now, ZONES[node - 1]).minusDays(back);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aBackfillEndsWithEveryRecordOfItsDays(int node) {
        LocalDate from = day(node, 14);
        LocalDate to = day(node, 9);
        String id = client.create(SyncClient.body(node, from, to));

        JsonNode status = client.awaitState(id, "done");

        Stored truth = Stored.of(simulator.truth(NAMES[node - 1], from, to));
        assertThat(truth.records()).isGreaterThan(1000);
        assertThat(client.stored(node, from, to)).isEqualTo(truth);
        assertThat(status.at("/windows/total").intValue()).isEqualTo(ACCOUNTS * 6);
        assertThat(status.at("/windows/done").intValue()).isEqualTo(ACCOUNTS * 6);
        assertThat(status.at("/windows/waiting").intValue()).isZero();
        assertThat(status.path("records").longValue()).isEqualTo(truth.records());
        assertThat(status.path("fee").decimalValue()).isEqualByComparingTo(truth.fee());
        assertThat(status.path("holdTime").longValue()).isEqualTo(truth.holdTime());
        assertThat(simulator.requests(NAMES[node - 1]).concurrentMax()).isEqualTo(1);
        assertThat(client.details(id, "limit=1000")).hasSize(ACCOUNTS * 6).allSatisfy(window -> assertThat(
                        window.path("state").textValue())
                .isEqualTo("done"));
    }

    @Test
    void anAccountAloneIsPulled() {
        LocalDate day = day(1, 20);
        String id = client.create(SyncClient.body(1, day, day, "100% VoIP #8"));

        client.awaitState(id, "done");

        Stored truth = Stored.of(simulator.truth("shanghai", "100% VoIP #8", day, day));
        assertThat(truth.records()).isPositive();
        assertThat(client.stored(1, day, day)).isEqualTo(truth);
    }

    @Test
    void theSameRequestIsTheSameJobWhileItIsOpen() {
        String body = SyncClient.body(1, day(1, 31), day(1, 30), "60077004", "100% VoIP #8");
        String id = client.create(body);
        client.tell(id, "pause");

        HttpResponse<String> otherOrder =
                client.post(SyncClient.body(1, day(1, 31), day(1, 30), "100% VoIP #8", "60077004", "60077004"));
        assertThat(otherOrder.statusCode()).isEqualTo(200);
        assertThat(SyncClient.idOf(otherOrder)).isEqualTo(id);
        assertThat(client.create(SyncClient.body(1, day(1, 31), day(1, 30), "60077004")))
                .isNotEqualTo(id);
        assertThat(client.create(SyncClient.body(2, day(1, 31), day(1, 30), "60077004", "100% VoIP #8")))
                .isNotEqualTo(id);

        client.tell(id, "cancel");
        assertThat(client.create(body)).as("after its end it is a new job").isNotEqualTo(id);
    }

    @Test
    void aKeyNamesOneJobForEver() {
        String body = SyncClient.body(2, day(2, 41), day(2, 40), "60077004");
        HttpResponse<String> first = client.postWithKey("backfill of Tuesday", body);
        assertThat(first.statusCode()).isEqualTo(201);
        String id = SyncClient.idOf(first);
        client.tell(id, "cancel");

        HttpResponse<String> again = client.postWithKey("backfill of Tuesday", body);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(SyncClient.idOf(again)).isEqualTo(id);
        assertThat(Problems.json(again.body()).path("state").textValue()).isEqualTo("cancelled");
        assertThat(SyncClient.idOf(client.postWithKey("another key", body))).isNotEqualTo(id);
        assertProblem(
                client.postWithKey("backfill of Tuesday", SyncClient.body(2, day(2, 42), day(2, 40), "60077004")),
                409,
                "key-reused");
    }

    @Test
    void ofManyRequestsAtOnceOneMakesTheJob() {
        String body = SyncClient.body(2, day(2, 51), day(2, 50), "60077004");
        List<HttpResponse<String>> replies = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> client.post(body), callers))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(replies.stream().map(HttpResponse::statusCode).sorted().toList())
                .containsExactlyElementsOf(
                        Stream.concat(Stream.generate(() -> 200).limit(11), Stream.of(201))
                                .toList());
        assertThat(replies.stream().map(SyncClient::idOf).distinct()).hasSize(1);
        assertThat(hub.sql.number(
                        "SELECT uniqExact(wish_id) FROM cdr_sync WHERE id = '" + SyncClient.idOf(replies.get(0)) + "'"))
                .isEqualTo(1);
    }

    @Test
    void jobsAreListedTheNewestFirst() {
        String older = client.create(SyncClient.body(1, day(1, 61), day(1, 61), "60077004"));
        String newer = client.create(SyncClient.body(1, day(1, 62), day(1, 62), "60077004"));
        String other = client.create(SyncClient.body(2, day(2, 61), day(2, 61), "60077004"));
        client.awaitState(older, "done");
        client.awaitState(newer, "done");

        List<String> done = ids("?node=1&state=done&limit=100");
        assertThat(done).containsSubsequence(newer, older).doesNotContain(other);
        assertThat(ids("?node=1&state=cancelled&limit=100")).doesNotContain(newer, older);
        assertThat(ids("?limit=1")).hasSize(1);
    }

    private List<String> ids(String query) {
        return hub.process.getJson(SyncClient.PATH + query).path("syncs").findValuesAsText("id");
    }

    @Test
    void theWindowsOfAJobComeInPages() {
        String id = client.create(SyncClient.body(2, day(2, 72), day(2, 70)));
        client.awaitState(id, "done");

        List<String> read = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = hub.process.getJson(
                    SyncClient.PATH + "/" + id + "?limit=7&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
            assertThat(page.path("details")).hasSizeLessThanOrEqualTo(7);
            page.path("details")
                    .forEach(window -> read.add(window.path("day").textValue() + "/"
                            + window.path("account").textValue()));
            after = page.path("next").asText("");
            if (page.path("next").isNull()) {
                break;
            }
        } while (read.size() < 100);

        List<String> accounts = new VosAnswers(simulator.baseUrl("berlin")).accounts();
        assertThat(read)
                .hasSize(ACCOUNTS * 3)
                .containsExactlyInAnyOrderElementsOf(Stream.of(70, 71, 72)
                        .flatMap(back -> accounts.stream().map(account -> day(2, back) + "/" + account))
                        .toList());
        assertThat(client.details(id, "state=failed")).isEmpty();
    }

    @Test
    void anAccountThatTheNodeDoesNotNameIsTold() {
        HttpResponse<String> reply = client.post(SyncClient.body(1, day(1, 80), day(1, 80), "60077005"));

        assertThat(reply.statusCode()).isEqualTo(201);
        assertThat(Problems.json(reply.body()).at("/warnings/0").textValue())
                .contains("60077005", "did you mean 60077004?");
        client.tell(SyncClient.idOf(reply), "cancel");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                        | malformed-json
            []                                                       | bad-field
            null                                                     | bad-field
            {"node":1,"from":"2026-01-01"}                           | missing-field
            {"node":1,"form":"2026-01-01","to":"2026-01-02"}         | bad-field
            {"node":1,"from":"01.01.2026","to":"2026-01-02"}         | bad-field
            {"node":"one","from":"2026-01-01","to":"2026-01-02"}     | bad-field
            {"node":77,"from":"2026-01-01","to":"2026-01-02"}        | unknown-node
            {"node":1,"from":"2026-01-02","to":"2026-01-01"}         | bad-range
            {"node":1,"from":"2026-01-02","to":"2100-01-01"}         | bad-range
            {"node":1,"from":"2024-01-01","to":"2026-01-01"}         | bad-range
            {"node":1,"from":"2026-01-01","to":"2026-01-02","accounts":[]}    | bad-field
            {"node":1,"from":"2026-01-01","to":"2026-01-02","accounts":["*"]} | bad-field
            {"node":1,"from":"2026-01-01","to":"2026-01-02","accounts":"a"}   | bad-field
            """)
    void aRequestThatMakesNoSenseIsRefused(String body, String type) {
        assertProblem(client.post(body), 400, type);
    }

    @Test
    void aMisspeltFieldIsNamedWithTheOneThatWasMeant() {
        JsonNode problem = assertProblem(
                client.post("{\"node\":1,\"from\":\"2026-01-01\",\"until\":\"2026-01-02\",\"acounts\":[\"a\"]}"),
                400,
                "bad-field");
        assertThat(problem.path("detail").textValue()).contains("until");
        problem = assertProblem(client.post("{\"node\":1,\"acounts\":[\"a\"]}"), 400, "bad-field");
        assertThat(problem.path("detail").textValue()).contains("did you mean accounts?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?state=runing", "?node=x"})
    void aListThatMakesNoSenseIsRefused(String query) {
        assertProblem(hub.process.get(SyncClient.PATH + query), 400, "bad-parameter");
    }

    @Test
    void aMisspeltParameterIsNotIgnored() {
        JsonNode problem = assertProblem(hub.process.get(SyncClient.PATH + "?stat=done"), 400, "unknown-parameter");
        assertThat(problem.path("detail").textValue()).contains("did you mean state?");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        String id = client.create(SyncClient.body(1, day(1, 90), day(1, 90), "60077004"));

        assertProblem(hub.process.get(SyncClient.PATH + "/nothing"), 404, "no-such-sync");
        assertProblem(client.tell("nothing", "pause"), 404, "no-such-sync");
        assertProblem(client.tell(id, "stop"), 404, "no-such-endpoint");
        assertProblem(hub.process.get(SyncClient.PATH + "/" + id + "?state=odd"), 400, "bad-parameter");
        assertProblem(hub.process.get(SyncClient.PATH + "/" + id + "?after=odd"), 400, "bad-parameter");
        assertThat(hub.process.post(SyncClient.PATH, "text/plain", "{}").statusCode())
                .isEqualTo(415);
        assertThat(hub.process.get(SyncClient.PATH + "/" + id + "/pause").statusCode())
                .isEqualTo(405);
    }
}
