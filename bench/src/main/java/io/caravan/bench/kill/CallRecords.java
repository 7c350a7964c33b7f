package io.caravan.bench.kill;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.caravan.bench.Run;
import io.caravan.bench.load.Vos;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.Servers;
import io.caravan.bench.stack.Sql;
import io.caravan.bench.stack.Wait;

/** Two nodes whose records are pulled over and over, and in the end compared with their truth. */
final class CallRecords {

    private static final int ACCOUNTS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private record Node(int id, String name, ZoneId zone) {}

    private static final List<Node> NODES = List.of(
            new Node(1, "shanghai", ZoneId.of("Asia/Shanghai")), new Node(2, "berlin", ZoneId.of("Europe/Berlin")));

    private final Instant now = Instant.now();
    private final int records;

    /** @param records of an account-day, about */
    CallRecords(int records) {
        this.records = records;
    }

    /** Knobs of the simulator: a clock that stands still, faults in its replies, and room for late and corrected records. */
    Map<String, String> knobs() {
        Map<String, String> knobs = new TreeMap<>(Map.of(
                "now", now.toString(),
                "recordsPerAccountDay", String.valueOf(records),
                "errorRate", "0.03",
                "dropRate", "0.03",
                "truncateRate", "0.03",
                "lateShare", "0.01",
                "correctedShare", "0.01",
                "badRecordShare", "0.01",
                "duplicateShare", "0.01"));
        NODES.forEach(node -> knobs.put("node." + node.name() + ".accounts", String.valueOf(ACCOUNTS)));
        return knobs;
    }

    String nodesFile(String vosUrl) {
        StringBuilder file = new StringBuilder("nodes:\n");
        NODES.forEach(node -> file.append("  - {id: %d, name: %s, baseUrl: %s/%s, zone: %s, gap: PT0S}\n"
                .formatted(node.id(), node.name(), vosUrl, node.name(), node.zone())));
        return file.toString();
    }

    /** Every window is pulled again and again, as if its day never settled. */
    Hub pulledBy(Hub hub) {
        return hub.set("caravan.cdr.pull.schedule", "0/1 * * * * ?")
                // One more than is compared: midnight may pass.
                .set("caravan.cdr.pull.days-back", 2)
                .set("caravan.cdr.pull.refresh", "PT3S")
                .set("caravan.cdr.pull.settle", "P30D")
                .set("caravan.cdr.pull.retry-first", "PT1S")
                .set("caravan.cdr.pull.retry-last", "PT4S");
    }

    /** Heals the nodes and waits until each window was pulled once more. */
    void settle(Vos vos, Sql sql) throws IOException {
        vos.turn("{\"errorRate\":0,\"dropRate\":0,\"truncateRate\":0}");
        long healed = System.currentTimeMillis();
        for (Node node : NODES) {
            long windows = 2L * ACCOUNTS;
            Wait.until(
                    "another pull of every window of " + node.name(),
                    LIMIT,
                    () -> sql.numberOr(0, """
                            SELECT count() FROM %s.cdr_ledger FINAL WHERE state = 'done' AND account != '*' AND node_id = %d
                            AND day BETWEEN '%s' AND '%s' AND toUnixTimestamp64Milli(assumeNotNull(pulled_at)) >= %d""".formatted(
                                            Hub.DATABASE, node.id(), today(node).minusDays(1), today(node), healed))
                            == windows);
        }
    }

    /** Checks each node, and tells how many records were compared. */
    long check(Run run, Servers servers, Vos vos) throws IOException {
        long compared = 0;
        for (Node node : NODES) {
            LocalDate from = today(node).minusDays(1);
            Vos.Truth truth = vos.truth(node.name(), from, today(node));
            List<String> found = servers.sql().row("""
                            SELECT count(), uniqExact(flow_no), toString(sum(fee)), sum(hold_time) FROM %s.cdr_current
                            WHERE node_id = %d AND day BETWEEN '%s' AND '%s'""".formatted(Hub.DATABASE, node.id(), from, today(node)));
            run.check(node.name() + ": call records", truth.records(), found.get(0));
            run.check(node.name() + ": different call records", truth.records(), found.get(1));
            run.check(node.name() + ": fee", truth.fee().stripTrailingZeros().toPlainString(), found.get(2));
            run.check(node.name() + ": hold time, seconds", truth.holdTime(), found.get(3));
            compared += truth.records();
        }
        return compared;
    }

    private LocalDate today(Node node) {
        return now.atZone(node.zone()).toLocalDate();
    }
}
