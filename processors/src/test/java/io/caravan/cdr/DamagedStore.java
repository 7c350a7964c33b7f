package io.caravan.cdr;

import java.time.LocalDate;
import java.util.List;

import io.caravan.testing.ClickHouseQuery;

/** A store and its ledger with every kind of damage: accounts are named after what is wrong with them. */
final class DamagedStore {

    private static final String RUN = "11111111-1111-4111-8111-111111111111";
    private static final String LATER_RUN = "22222222-2222-4222-8222-222222222222";
    private static final String FILE_RUN = "33333333-3333-4333-8333-333333333333";
    private static final long VERSION = 1_000;

    private final ClickHouseQuery sql;
    private final LocalDate day;

    DamagedStore(ClickHouseQuery sql, LocalDate day) {
        this.sql = sql;
        this.day = day;
    }

    void fill() {
        List<String> accounts = List.of("exact", "damaged", "vanishing", "billed", "younger");
        stored(1, accounts, List.of(-1, 0, 1));
        stored(1, List.of("gap"), List.of(-1, 1));
        stored(2, List.of("exact"), List.of(-1, 0));
        stored(3, List.of("filed"), List.of(1));
        pulled();
        sql.ask("INSERT INTO cdr_ledger (node_id, account, day, state, error, version) VALUES (1, 'broken', '" + day
                + "', 'failed', 'no answer', 1)");
        damage();
    }

    /** What goes wrong after the ledger was written. */
    private void damage() {
        sql.ask("ALTER TABLE cdr UPDATE fee = fee + toDecimal64('0.000001', 6) WHERE account = 'damaged' AND day = '"
                + day + "' AND flow_no % 10 = 3 SETTINGS mutations_sync = 2");
        sql.ask("INSERT INTO cdr SELECT * REPLACE (flow_no + 1000000 AS flow_no, toUUID('" + LATER_RUN
                + "') AS run_id, " + Long.MAX_VALUE
                + " AS version) FROM cdr FINAL WHERE account = 'younger' AND day = '"
                + day + "'");
        sql.ask(
                "ALTER TABLE cdr_ledger UPDATE records = 8, fee = fee - toDecimal64('0.500002', 6), hold_time = hold_time - 20, vanished = 2"
                        + " WHERE account = 'vanishing' AND day = '" + day + "' SETTINGS mutations_sync = 2");
        sql.ask("INSERT INTO cdr_files (node_id, sha256, run_id) VALUES (3, 'ab', '" + FILE_RUN + "')");
        sql.ask("INSERT INTO cdr SELECT * REPLACE ('other' AS raw, 1 AS fingerprint, toUUID('" + FILE_RUN
                + "') AS run_id, " + Long.MAX_VALUE + " AS version) FROM cdr FINAL WHERE account = 'filed' LIMIT 1");
        for (int seconds : List.of(0, 60)) {
            sql.ask("INSERT INTO cdr_changes (node_id, day, account, flow_no, kind, fingerprint, fee_before, run_id,"
                    + " seen_at, version) SELECT 1, day, account, flow_no, 'vanished', fingerprint, fee, toUUID('"
                    + (seconds == 0 ? RUN : LATER_RUN) + "'), now64(3) - " + seconds + ", 1 FROM cdr_current"
                    + " WHERE account = 'vanishing' AND day = '" + day + "' AND flow_no % 10 IN "
                    + (seconds == 0 ? "(1, 2)" : "(3)"));
        }
        sql.ask(
                "INSERT INTO cdr_node_totals (node_id, day, account, state, records, fee, billed_time, asked_at, version)"
                        + " SELECT node_id, day, account, 'answered', records, fee + (account = 'billed') * toDecimal64('0.01', 6), 7,"
                        + " now64(3) + 1, 1 FROM cdr_ledger FINAL WHERE account IN ('exact', 'billed') AND node_id = 1");
    }

    private void stored(int node, List<String> accounts, List<Integer> days) {
        sql.ask(
                "INSERT INTO cdr (node_id, day, flow_no, account, start_time, hold_time, fee_time, fee, raw, run_id, version)"
                        + " SELECT " + node + ", toDate('" + day + "') + arrayJoin(" + days
                        + "), cityHash64(of) % 100000 * 10 + number,"
                        + " arrayJoin(" + quoted(accounts)
                        + ") AS of, now(), 10, 60, toDecimal64('0.250001', 6), toString(number),"
                        + " toUUID('" + RUN + "'), " + VERSION + " FROM numbers(10)");
    }

    /** Writes the entries that a pull of what is stored would have written. */
    private void pulled() {
        sql.ask("INSERT INTO cdr_ledger (node_id, account, day, state, records, fee, hold_time, checksum, pulled_at,"
                + " settled, run_id, version) SELECT node_id, account, day, 'done', count(), sum(fee), sum(hold_time),"
                + " sum(fingerprint), now64(3), true, toUUID('" + RUN + "'), " + VERSION
                + " FROM cdr_current GROUP BY node_id, day, account");
    }

    private static String quoted(List<String> names) {
        return names.stream().map(CdrHub::quoted).toList().toString();
    }
}
