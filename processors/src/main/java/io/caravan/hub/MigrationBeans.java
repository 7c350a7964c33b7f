package io.caravan.hub;

import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.lease.Leases;
import io.caravan.migration.MigrationDefaults;
import io.caravan.migration.MigrationDesk;
import io.caravan.migration.MigrationJournals;
import io.caravan.migration.MigrationLocks;
import io.caravan.migration.MigrationMetrics;
import io.caravan.migration.MigrationMoves;
import io.caravan.migration.MigrationPlans;
import io.caravan.migration.MigrationProbes;
import io.caravan.migration.MigrationReplies;
import io.caravan.migration.MigrationReports;
import io.caravan.migration.MigrationRequests;
import io.caravan.migration.MigrationRows;
import io.caravan.migration.MigrationRuns;
import io.caravan.migration.MigrationServer;
import io.caravan.migration.MigrationStatements;
import io.caravan.migration.MigrationVerdicts;
import io.caravan.migration.MigrationWork;
import io.caravan.migration.Migrations;

/** The verbs of the migration of storage, by the names routes call them. */
final class MigrationBeans {

    private MigrationBeans() {}

    static Map<String, Object> of(
            HubProperties properties, ObjectMapper json, Clock clock, Leases leases, HubScope scope) {
        var journals = new MigrationJournals(
                properties.path("caravan.migration.folder"),
                URI.create(properties.get("caravan.clickhouse.url")),
                scope.journals(),
                json,
                clock);
        var migrations = new Migrations(journals, json, clock);
        var runs = new MigrationRuns(migrations, zone(properties), clock);
        var replies = new MigrationReplies(
                migrations, runs, journals, properties.number("caravan.migration.usual-rate"), clock);
        URI server = URI.create(properties.get("caravan.clickhouse.url"));
        var defaults = new MigrationDefaults(
                properties.get("caravan.migration.policy"),
                properties.integer("caravan.migration.parallelism"),
                properties.number("caravan.migration.bandwidth"),
                properties.duration("caravan.migration.pause"));
        return Map.ofEntries(
                Map.entry("migrationJournals", journals),
                Map.entry("migrationDesk", new MigrationDesk(migrations)),
                Map.entry("migrationRequests", new MigrationRequests(HubJson.strict(), defaults)),
                Map.entry("migrationRuns", runs),
                Map.entry("migrationRows", new MigrationRows(json)),
                Map.entry("migrationPlans", new MigrationPlans(journals, clock)),
                Map.entry(
                        "migrationLocks",
                        new MigrationLocks(leases, properties.duration("caravan.migration.lease"), journals)),
                Map.entry("migrationWork", new MigrationWork(journals, json, clock)),
                Map.entry(
                        "migrationMoves",
                        new MigrationMoves(properties.duration("caravan.migration.locked-wait"), clock)),
                Map.entry("migrationVerdicts", new MigrationVerdicts(journals, json)),
                Map.entry("migrationProbes", new MigrationProbes()),
                Map.entry("migrationStatements", new MigrationStatements()),
                Map.entry("migrationReplies", replies),
                Map.entry(
                        "migrationReports",
                        new MigrationReports(
                                migrations,
                                replies,
                                journals,
                                MigrationServer.of(server, properties.get("caravan.clickhouse.username")),
                                clock)),
                Map.entry("migrationMetrics", new MigrationMetrics(migrations, replies, clock)),
                Map.entry("migrationLanes", Executors.newCachedThreadPool(task -> {
                    var thread = new Thread(task, "migration-lane");
                    thread.setDaemon(true);
                    return thread;
                })));
    }

    private static ZoneId zone(HubProperties properties) {
        try {
            return ZoneId.of(properties.get("caravan.migration.zone"));
        } catch (DateTimeException e) {
            throw new ConfigException("caravan.migration.zone = " + properties.get("caravan.migration.zone")
                    + ": a zone such as Europe/Berlin is wanted");
        }
    }
}
