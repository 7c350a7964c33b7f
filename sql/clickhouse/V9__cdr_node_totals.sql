-- What a node itself counts for an account and a day (GetReportCustomerFee), to compare with.
CREATE TABLE IF NOT EXISTS cdr_node_totals
(
    node_id UInt32,
    day Date,
    account String,
    state LowCardinality(String) COMMENT 'answered or not answered',
    reason String COMMENT 'why it was not answered',
    records UInt64 COMMENT 'cdrCount',
    fee Decimal(18, 6) COMMENT 'totalFee, rounded to six places',
    billed_time UInt64 COMMENT 'totalTime, billed seconds',
    asked_at DateTime64(3, 'UTC'),
    version UInt64 COMMENT 'moment of writing, epoch milliseconds: the highest counts'
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (node_id, day, account)
COMMENT 'Totals as the nodes count them; read with FINAL';

-- Windows of the days {from} to {to} that the ledger lacks although it must have had them: the account was pulled before
-- the day and after it; or, of the {nodes} that are pulled at all, before it, and the node has not been pulled since. An
-- account that its node no longer names is no gap, nor is one that is not known from before. A month on either side counts.
CREATE VIEW IF NOT EXISTS cdr_ledger_gaps AS
SELECT node_id, account, arrayJoin(missing) AS day
FROM
(
    SELECT
        node_id,
        account,
        max(last) OVER (PARTITION BY node_id) AS last_of_node,
        arrayFilter(
            d -> d > first AND NOT has(pulled, d)
                AND (d < last OR (d > last_of_node AND d < toDate(now('UTC')) AND has({nodes:Array(UInt32)}, node_id))),
            arrayMap(i -> {from:Date} + i, range(toUInt32({to:Date} - {from:Date} + 1)))) AS missing
    FROM
    (
        SELECT node_id, account, min(day) AS first, max(day) AS last, groupUniqArray(day) AS pulled
        FROM cdr_ledger
        WHERE day BETWEEN {from:Date} - 31 AND {to:Date} + 31 AND account != '*'
        GROUP BY node_id, account
    )
);

-- Every window of the days {from} to {to}; {ends} has the moment, epoch milliseconds, from which on a pull sees all of a
-- node's day, by "node day". Told are: what the source replied at the last successful pull, what the store holds now,
-- what the node itself counts, and the verdict. Windows that the ledger lacks are there too, see cdr_ledger_gaps.
CREATE VIEW IF NOT EXISTS cdr_reconciliation AS
SELECT
    node_id,
    day,
    account,
    known,
    state,
    error,
    pulled_at,
    ifNull(pulled_at >= fromUnixTimestamp64Milli(if(
        mapContains({ends:Map(String, Int64)}, concat(toString(node_id), ' ', toString(day))),
        {ends:Map(String, Int64)}[concat(toString(node_id), ' ', toString(day))],
        toUnixTimestamp(toDateTime(day + 1, 'UTC')) * 1000)), false) AS whole,
    run_id,
    records,
    fee,
    hold_time,
    rejected,
    other_days,
    changed,
    late,
    vanished,
    store_records,
    store_fee,
    store_hold_time,
    store_fee_time,
    toInt64(store_records) - toInt64(records) AS more_records,
    store_fee - fee AS more_fee,
    toInt64(store_hold_time) - toInt64(hold_time) AS more_hold_time,
    more_records = 0 AND more_fee = 0 AND more_hold_time = 0
        -- An entry of before there were checksums has none.
        AND (store_checksum = checksum OR (checksum = 0 AND stored_checksum = 0)) AS same,
    multiIf(
        node_state = '', 'not asked',
        node_state != 'answered', node_state,
        pulled_at IS NULL OR node_asked_at < pulled_at, 'not asked',
        node_records = records AND node_fee = fee, 'equal',
        'differs') AS node_verdict,
    node_reason,
    node_records,
    node_fee,
    node_billed_time,
    if(node_state = '', NULL, node_asked_at) AS node_at,
    multiIf(
        NOT known, 'not pulled',
        state = 'failed', 'failed',
        state != 'done', 'pulling',
        -- Rows of a younger run than the one that the ledger tells of, which is no file.
        NOT same AND store_run != run_id AND store_version > version
            AND store_run NOT IN (SELECT cdr_files.run_id FROM cdr_files), 'pulling',
        NOT same OR node_verdict = 'differs', 'differs',
        'equal') AS verdict
FROM
(
    SELECT
        node_id, day, account, true AS known, toString(state) AS state, error, pulled_at, run_id, version, records,
        fee, hold_time, checksum, stored_checksum, rejected, other_days, changed, late, vanished
    FROM cdr_ledger FINAL
    WHERE day BETWEEN {from:Date} AND {to:Date} AND account != '*'
    UNION ALL
    SELECT
        node_id, day, account, false, '', '', NULL, toUUID('00000000-0000-0000-0000-000000000000'), 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM cdr_ledger_gaps(from = {from:Date}, to = {to:Date}, nodes = {nodes:Array(UInt32)})
) AS ledger
FULL JOIN
(
    SELECT
        node_id,
        day,
        toString(cdr_current.account) AS account,
        count() AS store_records,
        sum(fee) AS store_fee,
        sum(hold_time) AS store_hold_time,
        sum(fee_time) AS store_fee_time,
        sum(fingerprint) AS store_checksum,
        max(version) AS store_version,
        argMax(run_id, version) AS store_run
    FROM cdr_current
    WHERE day BETWEEN {from:Date} AND {to:Date}
    GROUP BY node_id, day, account
) AS store USING (node_id, day, account)
LEFT JOIN
(
    SELECT
        node_id, day, account, toString(state) AS node_state, reason AS node_reason, records AS node_records, fee AS node_fee,
        billed_time AS node_billed_time, asked_at AS node_asked_at
    FROM cdr_node_totals FINAL
    WHERE day BETWEEN {from:Date} AND {to:Date}
) AS node USING (node_id, day, account);
