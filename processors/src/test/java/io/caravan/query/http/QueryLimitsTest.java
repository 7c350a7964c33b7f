package io.caravan.query.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Questions that are refused, and those that nobody waits for any more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryLimitsTest {

    private static final String IDS = "{'select':['id']}";

    private QueryServer server;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new QueryServer(home, TestViews.all());
        TestViews.create(server.sql);
    }

    @AfterAll
    void end() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /calls              | {'selekt':['id']}           | 400 | bad-question         | did you mean select?
            /calls              | {'select':['nothing']}      | 400 | bad-question         | nothing
            /calls              | {'select':                  | 400 | bad-question         | no JSON
            /calls              | {'select':['id'],'where':{'equal':{'id':1}}} | 400 | bad-question | equal
            /calls              | {'select':['id'],'where':{'eq':{'id':'x'}}}  | 400 | bad-question | a number (UInt64) is wanted
            /calls              | {'select':['id'],'limit':1001}               | 400 | bad-question | at most 1000 rows
            /many               | {'select':['id'],'limit':20000}              | 400 | bad-question | at most 10000 rows
            /calls              | {'select':['id'],'cursor':'x'}               | 400 | bad-question | cursor
            /calls?format=xml   | {'select':['id']}           | 400 | bad-parameter        | parquet
            /calls?explane      | {'select':['id']}           | 400 | unknown-parameter    | explain
            /cals               | {'select':['id']}           | 404 | no-such-view         | Did you mean calls?
            /secrets            | {'select':['id']}           | 404 | no-such-view         | There are calls, evil
            /secret             | {'select':['id']}           | 403 | foreign-view         | other keys
            /few?format=csv     | {'select':['id']}           | 400 | too-many-rows        | more than 20 rows
            /hasty              | {'select':['id']}           | 504 | question-too-long    | allows 1 s
            /hasty?format=csv   | {'select':['id']}           | 504 | question-too-long    | allows 1 s
            /small              | {'aggregate':{'n':{'countDistinct':'text'}}} | 422 | question-too-large | 8388608 bytes
            """)
    void aProblemSaysWhatIsWrong(String path, String question, int status, String type, String detail) {
        JsonNode problem = server.problem(path, question, status);
        assertThat(problem.get("type").textValue()).isEqualTo("urn:caravan:problem:" + type);
        assertThat(problem.get("detail").textValue()).contains(detail);
        if (type.equals("bad-question")) {
            assertThat(problem.get("part").textValue()).isNotEmpty();
        }
    }

    @Test
    void onlyClientsWithAKeySendJsonAndTakeWhatThereIs() {
        HttpResponse.BodyHandler<String> text = HttpResponse.BodyHandlers.ofString();
        assertThat(server.send(server.request("/calls", IDS).setHeader("X-Api-Key", "?"), text)
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.send(server.request("/calls", IDS).setHeader("Content-Type", "text/plain"), text)
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.send(server.request("/calls", IDS).header("Accept", "image/png"), text)
                        .body())
                .contains("not-acceptable", "application/vnd.apache.parquet");
        assertThat(server.send(server.request("/calls", IDS).POST(BodyPublishers.noBody()), text)
                        .body())
                .contains("bad-question", "A JSON object is wanted");
    }

    @Test
    void aKeyOfOneTenantAsksTheViewsThatNameItAlone() {
        HttpResponse.BodyHandler<String> text = HttpResponse.BodyHandlers.ofString();
        assertThat(server.send(server.request("/secret", IDS).setHeader("X-Api-Key", "shop"), text)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = server.send(server.request("/calls", IDS).setHeader("X-Api-Key", "shop"), text);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("foreign-view", "not for keys of one tenant");
    }

    @Test
    void nothingButQuestionsReachesTheTables() {
        assertThat(server.ask("/evil", IDS).statusCode()).isEqualTo(503);
        assertThat(server.ask("/evil?format=csv", IDS).statusCode()).isEqualTo(503);
        assertThat(server.sql.number("SELECT count() FROM calls")).isEqualTo(TestViews.CALLS);
    }

    @Test
    void aPageIsCutWhereAFileWouldBeTooLarge() {
        JsonNode page = server.json("/few", IDS);
        assertThat(page.get("count").intValue()).isEqualTo(20);
        assertThat(server.json(
                                "/few",
                                "{'select':['id'],'cursor':'"
                                        + page.get("cursor").textValue() + "'}")
                        .get("count")
                        .intValue())
                .isEqualTo(5);
        assertThat(server.ask("/few?format=csv", "{'select':['id'],'limit':20}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aQuestionOfAClientThatWentAwayEndsAndItsPlaceIsFree() throws Exception {
        for (String path : new String[] {"/slow", "/slow?format=csv"}) {
            try (Socket client = new Socket(server.root.getHost(), server.root.getPort())) {
                client.getOutputStream().write(request(path).getBytes(StandardCharsets.US_ASCII));
                await().atMost(Duration.ofSeconds(30)).until(() -> server.running() == 1);

                HttpResponse<String> second = server.ask(path, IDS);
                assertThat(second.statusCode()).isEqualTo(429);
                assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(second.body()).contains("too-many-questions", "at most 1 at a time");
                assertThat(server.ask("/calls", IDS).statusCode())
                        .as("another view")
                        .isEqualTo(200);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> server.running() == 0);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.ask("/slow?explain", IDS).statusCode() == 200);
        }
    }

    @Test
    void aClientThatAsksOneQuestionAfterTheOtherIsNeverRefused() {
        for (int i = 0; i < 300; i++) {
            for (String path : new String[] {"/single", "/single?format=csv", "/single?explain"}) {
                assertThat(server.ask(path, "{'select':['id'],'limit':2}").statusCode())
                        .as("question %d, %s", i, path)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void clientsHavePlacesOfTheirOwn() throws Exception {
        try (Socket client = new Socket(server.root.getHost(), server.root.getPort())) {
            client.getOutputStream().write(request("/slow").getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(30)).until(() -> server.running() == 1);
            assertThat(server.send(
                                    server.request("/slow?explain", IDS).setHeader("X-Api-Key", "other"),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> server.running() == 0);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.ask("/slow?explain", IDS).statusCode() == 200);
    }

    @Test
    void aQuestionThatAnOperatorEndsIsAProblem() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = CompletableFuture.supplyAsync(() -> server.send(
                server.request("/slow", IDS).setHeader("X-Api-Key", "other"), HttpResponse.BodyHandlers.ofString()));
        await().atMost(Duration.ofSeconds(30)).until(() -> server.running() == 1);
        server.sql.ask(
                "KILL QUERY WHERE current_database = currentDatabase() AND startsWith(query_id, 'caravan-query-') SYNC");
        assertThat(asked.get().statusCode()).isEqualTo(503);
        assertThat(asked.get().body()).contains("question-cancelled");
    }

    @Test
    void aFileThatBreaksOffDoesNotLookWhole() throws Exception {
        HttpResponse<InputStream> response = server.send(
                server.request("/many?format=csv", "{'select':['id','text']}"),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (InputStream body = response.body()) {
            assertThat(body.readNBytes(1000)).hasSize(1000);
            server.sql.ask(
                    "KILL QUERY WHERE current_database = currentDatabase() AND startsWith(query_id, 'caravan-query-') SYNC");
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    private static String request(String path) {
        String body = IDS.replace('\'', '"');
        return "POST /api/v1/query" + path + " HTTP/1.1\r\nHost: hub\r\nX-Api-Key: reader\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
