-- Backfills that somebody asked for: one row a job, the highest version counts. How far a job is stands in the ledger.
CREATE TABLE IF NOT EXISTS cdr_sync
(
    id String,
    node_id UInt32,
    day_from Date COMMENT 'business day of the node, included',
    day_to Date COMMENT 'included',
    asked Array(String) COMMENT 'accounts that were asked for; empty: all that the node names',
    accounts Array(String) COMMENT 'accounts to pull; empty until the node has named them',
    state LowCardinality(String) COMMENT 'running, paused, cancelled or done',
    comment String,
    created_at DateTime64(3, 'UTC') COMMENT 'a window counts as done when a pull of it began after this',
    changed_at DateTime64(3, 'UTC') COMMENT 'of the state',
    wish_id UUID COMMENT 'the request that the state follows',
    version UInt64 COMMENT 'a wish of an operator is a million higher than what it changes, a note of the hub one higher: wishes win'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY id
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Backfill jobs; read with FINAL. Versions are inserted with a token, so that of two writers of one the first wins';

-- The windows of some jobs with what the ledger knows of them.
CREATE VIEW IF NOT EXISTS cdr_sync_windows AS
SELECT
    w.id AS id,
    w.day AS day,
    w.account AS account,
    multiIf(
        l.pulled_at >= w.created_at, 'done',
        l.state = 'failed' AND l.version >= toUnixTimestamp64Milli(w.created_at), 'failed',
        'waiting') AS state,
    l.attempts AS attempts,
    l.records AS records,
    l.rejected AS rejected,
    l.fee AS fee,
    l.hold_time AS hold_time,
    l.pulled_at AS pulled_at,
    l.next_at AS next_at,
    l.error AS error,
    fromUnixTimestamp64Milli(toInt64(l.version), 'UTC') AS written_at
FROM
(
    SELECT id, node_id, created_at, arrayJoin(accounts) AS account,
        arrayJoin(arrayMap(n -> day_from + n, range(toUInt32(day_to - day_from + 1)))) AS day
    FROM cdr_sync FINAL
    WHERE has({ids:Array(String)}, id)
) AS w
LEFT JOIN
(
    SELECT * FROM cdr_ledger FINAL
    WHERE (node_id, day) IN
    (
        SELECT node_id, arrayJoin(arrayMap(n -> day_from + n, range(toUInt32(day_to - day_from + 1))))
        FROM cdr_sync FINAL
        WHERE has({ids:Array(String)}, id)
    )
) AS l ON w.node_id = l.node_id AND w.day = l.day AND w.account = l.account;
