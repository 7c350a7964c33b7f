-- Statistics of days lie together by month, with their sums for accounts and nodes beside them: a question about a month reads
-- some rows of one part, instead of all rows of a part a day. What was there is carried over in one statement: killed in the
-- midst, the table is as it was, and done once more it changes nothing.
ALTER TABLE cdr_statistics_day
    ADD COLUMN IF NOT EXISTS level Enum8('gateways' = 0, 'account' = 1, 'node' = 2) AFTER day;

CREATE OR REPLACE TABLE cdr_statistics_day
(
    node_id UInt32,
    day Date COMMENT 'business day, in the zone of the node',
    level Enum8('gateways' = 0, 'account' = 1, 'node' = 2)
        COMMENT 'whose sums: of an account and two gateways, of an account, of the node; each level holds every call once',
    account LowCardinality(String),
    caller_gateway LowCardinality(String),
    callee_gateway LowCardinality(String),
    calls UInt64 COMMENT '0: the row that a day without calls has, to bear its version',
    answered UInt64 COMMENT 'calls with talk time',
    hold_time UInt64 COMMENT 'talk time, seconds',
    fee_time UInt64 COMMENT 'billed time, seconds',
    fee Decimal(38, 6),
    cost Decimal(38, 6) COMMENT 'agent_fee of the records',
    last_call DateTime64(3, 'UTC') COMMENT 'start of the last call',
    version UInt64 COMMENT 'as in cdr_statistics_hour',
    computed_at DateTime64(3, 'UTC') COMMENT 'as in cdr_statistics_hour'
)
ENGINE = MergeTree
PARTITION BY (node_id, toYYYYMM(day))
ORDER BY (level, day, account, caller_gateway, callee_gateway)
SETTINGS index_granularity = 512
COMMENT 'Statistics by day; read cdr_days'
AS
SELECT node_id, day, level, account, caller_gateway, callee_gateway, calls, answered, hold_time, fee_time, fee, cost,
    last_call, version, computed_at
FROM cdr_statistics_day
WHERE level = 'gateways'
UNION ALL
SELECT node_id, day, if(grouping(account) = 0, 'account', 'node'), account, '', '', sum(calls), sum(answered),
    sum(hold_time), sum(fee_time), sum(fee), sum(cost), max(last_call), min(version), min(computed_at)
FROM cdr_statistics_day
WHERE level = 'gateways'
GROUP BY GROUPING SETS ((node_id, day, account), (node_id, day))
SETTINGS max_partitions_per_insert_block = 0;

CREATE OR REPLACE VIEW cdr_days AS
SELECT node_id, day, account, caller_gateway, callee_gateway, calls, answered, hold_time, fee_time, fee, cost,
    fee - cost AS profit, answered / calls AS asr, if(answered = 0, NULL, hold_time / answered) AS acd, last_call
FROM cdr_statistics_day
WHERE level = 'gateways' AND calls > 0;
