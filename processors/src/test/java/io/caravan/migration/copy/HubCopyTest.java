package io.caravan.migration.copy;

import java.net.http.HttpResponse;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.migration.MigrationHub;
import io.caravan.testing.Problems;

import static org.assertj.core.api.Assertions.assertThat;

/** A hub copies tables when it is asked over HTTP. */
class HubCopyTest {

    private static final String COPY = "\"table\":\"%s\",\"policy\":\"s3\"";

    private static MigrationHub hub;

    @BeforeAll
    static void start(@TempDir Path home) {
        hub = new MigrationHub(home).start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void copiesWhereNoPartCanMoveAndDropsTheOldTableInTheEnd() {
        hub.plain("calls", 1000);
        String before = hub.content("calls");

        JsonNode done = hub.awaitState(hub.migrate(COPY.formatted("calls")), "done");

        assertThat(hub.disks("calls")).containsExactly("s3");
        assertThat(hub.content("calls")).isEqualTo(before);
        assertThat(done.at("/tables/0/way").asText()).isEqualTo("copy");
        assertThat(hub.content("calls__before_s3")).isEqualTo(before);
        assertThat(hub.wish(done.path("id").asText(), "finalize").statusCode()).isLessThan(300);
        assertThat(hub.sql.ask("EXISTS TABLE " + hub.table("calls__before_s3"))).isEqualTo("0");
        assertThat(hub.content("calls")).isEqualTo(before);
    }

    @Test
    void goesBackWithTheRowsThatCameSince() {
        hub.plain("returned", 1000);
        String id = hub.migrate(COPY.formatted("returned"));
        hub.awaitState(id, "done");
        hub.sql.ask("INSERT INTO " + hub.table("returned") + " VALUES ('2026-02-03', 5000, 'late')");
        String before = hub.content("returned");

        hub.wish(id, "rollback");

        hub.awaitState(id, "rolled_back");
        assertThat(hub.disks("returned")).containsExactly("default");
        assertThat(hub.content("returned")).isEqualTo(before);
    }

    @Test
    void aPolicyOrVolumeThatDoesNotFitIsRefusedBeforeAnythingIsBegun() {
        hub.plain("unfit", 100);
        String before = hub.content("unfit");

        assertThat(refusal("\"policy\":\"nix\",\"way\":\"copy\""))
                .contains("no storage policy nix; it has default, s3");
        assertThat(refusal("\"policy\":\"s3\",\"volume\":\"nix\"")).contains("the policy s3 has no volume nix");
        assertThat(refusal("\"policy\":\"default\",\"way\":\"copy\""))
                .contains("the policy default has no volume on S3; name a policy that has one");

        assertThat(hub.sql.lines("SELECT name FROM system.tables WHERE name LIKE 'unfit\\_\\_%'"))
                .isEmpty();
        assertThat(hub.disks("unfit")).containsExactly("default");
        assertThat(hub.content("unfit")).isEqualTo(before);
    }

    private static String refusal(String more) {
        HttpResponse<String> reply = hub.post("/api/v1/migrations", "\"table\":\"unfit\"," + more);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        return Problems.json(reply.body()).path("detail").asText();
    }

    @Test
    void copiesFromS3ToLocalDisks() {
        hub.plain("fetched", 1000);
        hub.sql.ask("CREATE TABLE " + hub.table("far") + " AS " + hub.table("fetched")
                + " ENGINE = MergeTree PARTITION BY toYYYYMM(d) ORDER BY id SETTINGS storage_policy = 's3'");
        hub.sql.ask("INSERT INTO " + hub.table("far") + " SELECT * FROM " + hub.table("fetched"));
        String before = hub.content("far");
        assertThat(hub.disks("far")).containsExactly("s3");

        JsonNode done = hub.awaitState(
                hub.migrate("\"table\":\"far\",\"policy\":\"default\",\"direction\":\"to-local\""), "done");

        assertThat(done.at("/tables/0/way").asText()).isEqualTo("copy");
        assertThat(hub.disks("far")).containsExactly("default");
        assertThat(hub.content("far")).isEqualTo(before);
        assertThat(hub.wish(done.path("id").asText(), "finalize").statusCode()).isLessThan(300);
        assertThat(hub.content("far")).isEqualTo(before);
    }
}
