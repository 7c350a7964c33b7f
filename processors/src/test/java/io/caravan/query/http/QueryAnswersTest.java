package io.caravan.query.http;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Questions that are answered: pages, files, and what explain tells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryAnswersTest {

    private static final String BY_ID = "{'select':['id','fee','at','note'],'orderBy':['id']}";

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

    @Test
    void aPageHasColumnsAndRowsWithTheValuesOfTheStore() {
        JsonNode page = server.json("/calls", BY_ID);
        assertThat(page.get("columns").toString())
                .isEqualTo("[{'name':'id','type':'UInt64'},{'name':'fee','type':'Decimal(18, 6)'},".replace('\'', '"')
                        + "{\"name\":\"at\",\"type\":\"DateTime64(3, 'UTC')\"},"
                        + "{\"name\":\"note\",\"type\":\"Nullable(String)\"}]");
        assertThat(page.get("count").intValue()).isEqualTo(TestViews.CALLS);
        assertThat(page.get("rows")).hasSize(TestViews.CALLS);
        assertThat(page.get("rows").get(3).toString())
                .isEqualTo("{\"id\":3,\"fee\":0.375,\"at\":\"2026-03-01T01:00:03.123Z\",\"note\":\"x\"}");
        assertThat(page.get("rows").get(4).get("note").isNull()).isTrue();
        assertThat(page.get("cursor").isNull()).isTrue();
    }

    @Test
    void valuesAreParametersAndViewsMayHaveAnyName() {
        JsonNode page = server.json(
                "/%D0%B7%D0%B2%D0%BE%D0%BD%D0%BA%D0%B8", "{'select':['id'],'where':{'eq':{'name':'n\\'7'}}}");
        assertThat(page.get("rows").toString()).isEqualTo("[{\"id\":7}]");
        assertThat(server.json("/calls", "{'select':['id'],'where':{'eq':{'name':'\\\\\\' OR 1=1 -- '}}}")
                        .get("rows"))
                .isEmpty();
        assertThat(server.json("/calls", "{'aggregate':{'n':{'count':'*'},'most':{'max':'fee'}}}")
                        .get("rows")
                        .toString())
                .isEqualTo("[{\"n\":25,\"most\":3}]");
    }

    @Test
    void linksLeadToDictionaries() {
        JsonNode rows = server.json(
                        "/calls",
                        "{'select':['id','node','node.zone'],'where':{'ge':{'id':18}},'orderBy':['id'],'limit':3}")
                .get("rows");
        assertThat(rows.toString())
                .isEqualTo("[{\"id\":18,\"node\":18,\"node.zone\":\"Asia/Shanghai\"},"
                        + "{\"id\":19,\"node\":19,\"node.zone\":\"\"},"
                        + "{\"id\":20,\"node\":20,\"node.zone\":null}]");
        assertThat(server.json(
                                "/calls",
                                "{'groupBy':['node.zone'],'aggregate':{'fees':{'sum':'fee'}},'orderBy':['-fees'],"
                                        + "'where':{'exists':{'node':{'eq':{'zone':'Asia/Shanghai'}}}}}")
                        .get("rows")
                        .toString())
                .isEqualTo("[{\"node.zone\":\"Asia/Shanghai\",\"fees\":11.25}]");
        assertThat(server.json("/calls?explain", "{'select':['id','node.zone']}")
                        .get("reasons"))
                .isNotEmpty();
    }

    @Test
    void pagesByCursorHoldEveryRowOnce() {
        List<Long> ids = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = server.json("/calls", "{'select':['id'],'orderBy':['-id'],'limit':10" + cursor + "}");
            page.get("rows").forEach(row -> ids.add(row.get("id").longValue()));
            cursor = page.get("cursor").isNull()
                    ? ""
                    : ",'cursor':'" + page.get("cursor").textValue() + "'";
            pages++;
        } while (!cursor.isEmpty());
        assertThat(pages).isEqualTo(3);
        assertThat(ids)
                .containsExactlyElementsOf(LongStream.range(0, TestViews.CALLS)
                        .mapToObj(i -> TestViews.CALLS - 1 - i)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ndjson  | application/x-ndjson                    | JSONEachRow
            csv     | text/csv; charset=utf-8; header=present | CSVWithNames
            arrow   | application/vnd.apache.arrow.file       | Arrow
            parquet | application/vnd.apache.parquet          | Parquet
            """)
    void aFileHoldsTheRowsInItsFormat(String format, String type, String storeFormat) {
        HttpResponse<byte[]> response =
                server.send(server.request("/calls?format=" + format, BY_ID), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"calls." + format + "\"; filename*=UTF-8''calls." + format);
        server.sql.ask("CREATE TABLE back_" + format + " (id UInt64, fee Decimal(18, 6), at DateTime64(3, 'UTC'),"
                + " note Nullable(String)) ENGINE = Memory");
        server.sql.insert(
                "INSERT INTO back_" + format + " SETTINGS date_time_input_format = 'best_effort' FORMAT " + storeFormat,
                response.body());
        assertThat(server.sql.ask(
                        "SELECT count(), sum(fee), min(at), countIf(note IS NULL), sum(id) FROM back_" + format))
                .isEqualTo("25\t37.5\t2026-03-01 01:00:00.123\t13\t300");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/csv                                         | text/csv; charset=utf-8; header=present
            text/*;q=0.5, application/vnd.apache.parquet     | application/vnd.apache.parquet
            text/html, */*;q=0.8                             | application/json
            application/x-ndjson, application/json;q=0       | application/x-ndjson
            application/*                                    | application/json
            """)
    void theHeaderAcceptChoosesToo(String accept, String type) {
        HttpResponse<byte[]> response = server.send(
                server.request("/calls", BY_ID).header("Accept", accept), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void aLargeFileIsWhole() {
        HttpResponse<String> response = server.ask("/many?format=csv", "{'select':['id','text']}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body().lines().count()).isEqualTo(TestViews.MANY + 1L);
        assertThat(server.ask("/many?format=csv", "{'select':['id','text'],'limit':7}")
                        .body()
                        .lines()
                        .count())
                .isEqualTo(8);
    }

    @Test
    void explainTellsThePlanAndWhatWouldBeRead() {
        JsonNode plan = server.json("/calls?explain", "{'select':['id','at'],'where':{'eq':{'note':'x'}},'limit':3}");
        assertThat(plan.fieldNames())
                .toIterable()
                .containsExactly("sql", "parameters", "reasons", "columns", "estimate");
        assertThat(plan.get("sql").textValue()).startsWith("SELECT").contains("{");
        assertThat(plan.get("parameters"))
                .anySatisfy(value -> assertThat(value.asText()).isEqualTo("x"));
        assertThat(plan.get("reasons").get(0).get("why").textValue()).isNotEmpty();
        assertThat(plan.get("columns")).hasSize(2);
        JsonNode estimate = plan.get("estimate");
        assertThat(estimate.get("rows").longValue()).isEqualTo(TestViews.CALLS);
        assertThat(estimate.get("parts").longValue()).isEqualTo(1);
        assertThat(estimate.get("marks").longValue()).isPositive();
        assertThat(estimate.get("bytes").longValue())
                .as("ids, times and notes of all rows, without the long texts")
                .isBetween(25L * 16, 25L * 40);
    }

    @Test
    void explainDoesNotRunTheQuestion() {
        JsonNode plan = server.json("/slow?explain=true", "{'select':['id']}");
        assertThat(plan.get("estimate").toString()).isEqualTo("{\"rows\":0,\"parts\":0,\"marks\":0,\"bytes\":0}");
        assertThat(server.json("/calls?explain=false", BY_ID).has("rows")).isTrue();
    }

    @Test
    void theListHasTheViewsOfTheClientWithTheirPaths() {
        JsonNode views = list("reader");
        assertThat(views.findValuesAsText("name"))
                .containsExactly("calls", "evil", "few", "hasty", "many", "single", "slow", "small", "звонки");
        assertThat(views.get(0).get("key").toString()).isEqualTo("[\"id\"]");
        assertThat(views.get(0).get("limits").toString())
                .isEqualTo("{\"rows\":1000,\"seconds\":30,\"memory\":1073741824,\"concurrency\":4}");
        assertThat(views.get(0).get("paths").findValuesAsText("path"))
                .containsExactly("id", "name", "fee", "at", "note", "node", "node.zone");
        assertThat(views.get(0).get("paths").get(6).toString())
                .isEqualTo("{\"path\":\"node.zone\",\"type\":\"String\",\"link\":false,\"nullable\":true}");
        assertThat(list("other").findValuesAsText("name")).contains("secret");
        assertThat(list("shop").findValuesAsText("name"))
                .as("those that name the key of one tenant")
                .containsExactly("secret");
    }

    private JsonNode list(String client) {
        return QueryServer.json(
                        server.send(
                                HttpRequest.newBuilder(server.root.resolve("/api/v1/query"))
                                        .header("X-Api-Key", client),
                                HttpResponse.BodyHandlers.ofString()),
                        200)
                .get("views");
    }
}
