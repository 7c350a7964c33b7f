package io.caravan.bench.query;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;

import io.caravan.bench.Run;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.Sql;
import io.caravan.bench.stack.Wait;

/**
 * Call records made inside ClickHouse: four nodes, forty days, 60 accounts of very different size with two of 40 ingress gateways
 * each, 30 egress gateways, numbers that come again and numbers that do not, 45 % of the calls answered. A node numbers its calls as
 * they come in: within ten minutes a higher number began later.
 */
final class ManyRecords {

    static final int NODES = 4;
    static final int DAYS = 40;
    static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
    private static final LocalDate LAST = FIRST.plusDays(DAYS - 1);
    private static final long AT_ONCE = 1_000_000;
    private static final Duration MERGED = Duration.ofMinutes(5);

    private static final String INSERT = """
            INSERT INTO %1$s.cdr (node_id, day, flow_no, account, account_name, caller_e164, caller_access_e164,
              caller_product_id, caller_to_gateway_e164, caller_gateway, caller_ip, callee_e164, callee_access_e164,
              callee_to_gateway_e164, callee_gateway, callee_ip, start_time, stop_time, hold_time, fee_time, fee, fee_prefix,
              agent_account, agent_name, agent_fee, agent_fee_time, end_direction, end_reason, call_level, billing_mode, raw,
              run_id, version)
            SELECT node, toDate('%2$s') + d, number + 1, concat('acct', toString(a)), concat('Account ', toString(a)),
              caller, caller, 'FreeSWITCH-mod_sofia', caller, concat('in-', toString((a * 2 + h2 %% 2) %% 40)),
              concat('10.0.', toString(h2 %% 40), '.7'), concat('222', callee), callee, callee,
              if(answered OR h3 %% 3 = 0, concat('out-', toString(h3 %% 30)), ''), concat('10.1.', toString(h3 %% 30), '.9'),
              begin, begin + hold, hold, billed, fee, substring(callee, 1, 3), 'agent1', 'Agent', cost, billed, h1 %% 3,
              if(answered, 200, [503, 480, -69, 486][1 + h2 %% 4]), 4, 1,
              concat('{"flowNo":', toString(number + 1), ',"account":"acct', toString(a), '","callerAccessE164":"', caller,
                '","calleeAccessE164":"', callee, '","start":', toString(toUnixTimestamp64Milli(begin)), ',"holdTime":',
                toString(hold), ',"fee":', toString(fee), '}'),
              generateUUIDv4(0), 1
            FROM (
              SELECT number, cityHash64(number) AS h1, cityHash64(number, 1) AS h2, cityHash64(number, 2) AS h3,
                cityHash64(number, 3) AS h4, toUInt32(1 + number %% %3$d) AS node,
                toUInt32(intDiv(number * %4$d, %5$d)) AS d, least(h1 %% 60, h2 %% 60) AS a, h3 %% 100 < 45 AS answered,
                concat('1', toString(3000000000 + h2 %% 400000)) AS caller,
                concat('1', toString(3000000000 + h4 %% 6000000000)) AS callee,
                toDateTime64('%2$s 00:00:00', 3, 'UTC') + toIntervalDay(d) + toIntervalMillisecond(
                  least(intDiv((number * %4$d) %% %5$d * 86400000, %5$d) + h4 %% 600000, 86399999)) AS begin,
                if(answered, toUInt32(1 + h1 %% 600), 0) AS hold, toUInt32(intDiv(hold + 5, 6) * 6) AS billed,
                toDecimal64(billed, 6) * toDecimal64(0.0015, 4) AS fee, toDecimal64(billed, 6) * toDecimal64(0.0011, 4) AS cost
              FROM numbers(%6$d, %7$d))
            """;

    private static final String STATISTICS = """
            INSERT INTO %1$s.cdr_statistics_day (node_id, day, level, account, caller_gateway, callee_gateway, calls, answered,
              hold_time, fee_time, fee, cost, last_call)
            SELECT node_id, day, ['gateways', 'account', 'node'][1 + grouping(caller_gateway) + grouping(account)], account,
              caller_gateway, callee_gateway, count(), countIf(c.hold_time > 0), sum(c.hold_time), sum(c.fee_time), sum(c.fee),
              sum(c.agent_fee), max(start_time)
            FROM %1$s.cdr AS c
            WHERE toStartOfMonth(day) = '%2$s'
            GROUP BY GROUPING SETS
              ((node_id, day, account, caller_gateway, callee_gateway), (node_id, day, account), (node_id, day))
            """;

    private ManyRecords() {}

    /** Makes them, unless they are there, and waits until the store has put its parts together. */
    static void provide(Run run, Sql sql, long records) {
        long found = sql.number("SELECT count() FROM " + Hub.DATABASE + ".cdr");
        long counted = sql.number("SELECT sum(calls) FROM " + Hub.DATABASE + ".cdr_days");
        if (found == 0) {
            make(run, sql, records);
        } else if (found != records || counted != records) {
            throw new IllegalStateException("the folder holds " + found + " records, with statistics of " + counted
                    + ", instead of " + records + ": name another one, or delete it");
        }
        Wait.until(
                "the end of all merges",
                MERGED,
                () -> sql.number("SELECT count() FROM system.merges WHERE database = '" + Hub.DATABASE + "'") == 0);
    }

    private static void make(Run run, Sql sql, long records) {
        for (long first = 0; first < records; first += AT_ONCE) {
            long count = Math.min(AT_ONCE, records - first);
            sql.run(INSERT.formatted(Hub.DATABASE, FIRST, NODES, DAYS, records, first, count));
            if ((first / AT_ONCE + 1) % 5 == 0) {
                run.say((first + count) + " records made");
            }
        }
        // As a recomputation would have left them: one part for a month of a node.
        for (YearMonth month = YearMonth.from(FIRST); !month.atDay(1).isAfter(LAST); month = month.plusMonths(1)) {
            sql.run(STATISTICS.formatted(Hub.DATABASE, month.atDay(1)));
        }
    }
}
