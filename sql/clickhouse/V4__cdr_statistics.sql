-- Statistics of call records. A day of a node is computed anew from its current records and replaced as a whole, one
-- partition, so that no re-pull, correction or crash is ever counted twice. Read the views cdr_hours and cdr_days.
CREATE TABLE IF NOT EXISTS cdr_statistics_hour
(
    node_id UInt32,
    day Date COMMENT 'business day, in the zone of the node',
    hour DateTime('UTC') COMMENT 'when the hour on the clock of the node began; the one that autumn repeats is two hours',
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
    version UInt64 COMMENT 'of the newest mark in cdr_touched that was there before the records were read',
    computed_at DateTime64(3, 'UTC') COMMENT 'moment before the records were read, by the clock of the store'
)
ENGINE = MergeTree
PARTITION BY (node_id, day)
ORDER BY (hour, account, caller_gateway, callee_gateway)
COMMENT 'Statistics by hour; read cdr_hours';

CREATE TABLE IF NOT EXISTS cdr_statistics_day
(
    node_id UInt32,
    day Date COMMENT 'business day, in the zone of the node',
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
PARTITION BY (node_id, day)
ORDER BY (account, caller_gateway, callee_gateway)
COMMENT 'Statistics by day; read cdr_days';

-- asr and acd are those of one row: over several rows divide the sums, sum(answered) / sum(calls).
CREATE OR REPLACE VIEW cdr_hours AS
SELECT node_id, day, hour, account, caller_gateway, callee_gateway, calls, answered, hold_time, fee_time, fee, cost,
    fee - cost AS profit, answered / calls AS asr, if(answered = 0, NULL, hold_time / answered) AS acd, last_call
FROM cdr_statistics_hour
WHERE calls > 0;

CREATE OR REPLACE VIEW cdr_days AS
SELECT node_id, day, account, caller_gateway, callee_gateway, calls, answered, hold_time, fee_time, fee, cost,
    fee - cost AS profit, answered / calls AS asr, if(answered = 0, NULL, hold_time / answered) AS acd, last_call
FROM cdr_statistics_day
WHERE calls > 0;

-- The zone is remembered with the mark, so that a day can be computed when its node is no longer configured.
ALTER TABLE cdr_touched
    ADD COLUMN IF NOT EXISTS zone LowCardinality(String) COMMENT 'of the node, as the store calls it; empty: look into the configuration',
    MODIFY COLUMN version COMMENT 'snowflake id of the mark: its moment by the clock of the store, never lower than an earlier one of the day';

-- Days that were stored before there were marks.
INSERT INTO cdr_touched (node_id, day, version)
SELECT node_id, day, generateSnowflakeID() FROM (SELECT DISTINCT node_id, day FROM cdr)
WHERE (node_id, day) NOT IN (SELECT node_id, day FROM cdr_touched);

-- What retention dropped, written before it is: the statistics of these months stay as they are.
CREATE TABLE IF NOT EXISTS cdr_dropped
(
    name LowCardinality(String) COMMENT 'cdr or cdr_changes',
    month UInt32 COMMENT 'such as 202511',
    records UInt64,
    bytes UInt64 COMMENT 'on disk',
    dropped_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = MergeTree
ORDER BY (name, month)
COMMENT 'Months that retention dropped';
