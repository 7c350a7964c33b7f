package io.caravan.migration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A plan names the replicas that it does not reach. The embedded server has no coordination, so these are answers of another. */
class ReplicasOfPlanTest {

    private static final String TABLE = """
            {"database":"d","name":"calls","engine":"ReplicatedMergeTree","engine_full":"ReplicatedMergeTree('/t', 'r1')","policy":"default"}
            {"database":"d","name":"alone","engine":"ReplicatedMergeTree","engine_full":"ReplicatedMergeTree('/a', 'r1')","policy":"default"}
            """;
    private static final String POLICIES = """
            {"policy":"default","name":"default","disks":["default"],"move_factor":0,"s3":0}
            {"policy":"tiered","name":"default","disks":["default"],"move_factor":0,"s3":0}
            {"policy":"tiered","name":"s3","disks":["s3"],"move_factor":0,"s3":1}
            """;
    private static final String REPLICAS = """
            {"database":"d","table":"calls","others":["r2","r3"]}
            {"database":"d","table":"alone","others":[]}
            """;

    @Test
    void namesTheReplicasThatHaveToBeMigratedByThemselves(@TempDir Path folder) throws IOException {
        JsonMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
        var rows = new MigrationRows(json);
        var plans = new MigrationPlans(
                new MigrationJournals(folder, URI.create("http://store.example:8123"), "runs", json, Clock.systemUTC()),
                Clock.systemUTC());
        var migration = new MigrationRequest(
                "",
                Mode.FULL,
                "d",
                null,
                "tiered",
                null,
                Direction.TO_S3,
                Way.AUTO,
                null,
                1,
                0,
                Duration.ZERO,
                null,
                null);
        List<TableFacts> tables = rows.tables(lines(TABLE));

        List<TablePlan> planned = plans.plan(
                migration,
                tables,
                tables,
                rows.policies(lines(POLICIES)),
                List.of(),
                List.of(),
                rows.tableReplicas(lines(REPLICAS)));

        assertThat(planned).extracting(plan -> plan.table().table()).containsExactly("calls", "alone");
        assertThat(planned.get(0).notes())
                .containsExactly("a move is not replicated: every other replica has to be migrated by itself: r2, r3");
        assertThat(planned.get(1).notes()).isEmpty();
    }

    private static InputStream lines(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
