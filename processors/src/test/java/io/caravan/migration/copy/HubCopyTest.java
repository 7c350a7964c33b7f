package io.caravan.migration.copy;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.migration.MigrationHub;

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
}
