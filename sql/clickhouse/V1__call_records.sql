-- Call records as the VOS nodes report them. One call is one row: node, business day of its start, flow number.
-- A record that is pulled again replaces the older one; readers see the newest by FINAL (view cdr_current).
CREATE TABLE IF NOT EXISTS cdr
(
    node_id UInt32 COMMENT 'id of the VOS node in config/vos-nodes.yaml',
    day Date COMMENT 'business day of the start, in the zone of the node',
    flow_no Int64 COMMENT 'flowNo: unique within one node only',

    account LowCardinality(String),
    account_name LowCardinality(String),
    caller_e164 String CODEC(ZSTD(1)),
    caller_access_e164 String CODEC(ZSTD(1)),
    caller_product_id LowCardinality(String),
    caller_to_gateway_e164 String CODEC(ZSTD(1)),
    caller_gateway LowCardinality(String),
    caller_ip LowCardinality(String),
    callee_e164 String CODEC(ZSTD(1)),
    callee_access_e164 String CODEC(ZSTD(1)),
    callee_product_id LowCardinality(String),
    callee_to_gateway_e164 String CODEC(ZSTD(1)),
    callee_gateway LowCardinality(String),
    callee_ip LowCardinality(String),

    start_time DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    stop_time DateTime64(3, 'UTC') DEFAULT 0 COMMENT 'the epoch: not reported' CODEC(DoubleDelta, ZSTD(1)),
    hold_time UInt32 COMMENT 'talk time, seconds; 0: not answered' CODEC(T64, ZSTD(1)),
    fee_time UInt32 COMMENT 'billed time, seconds' CODEC(T64, ZSTD(1)),
    fee Decimal(18, 6),
    fee_prefix LowCardinality(String),
    suite_fee Decimal(18, 6),
    suite_fee_time UInt32 CODEC(T64, ZSTD(1)),

    agent_account LowCardinality(String),
    agent_name LowCardinality(String),
    agent_fee Decimal(18, 6) COMMENT 'cost side',
    agent_fee_time UInt32 CODEC(T64, ZSTD(1)),
    agent_fee_prefix LowCardinality(String),
    agent_suite_fee Decimal(18, 6),
    agent_suite_fee_time UInt32 CODEC(T64, ZSTD(1)),

    end_direction Int8 DEFAULT -1 COMMENT '0 caller, 1 callee, 2 server, -1 not reported',
    end_reason Int32 COMMENT 'SIP-like or VOS code, may be negative',
    call_level Int32,
    billing_type Int32,
    billing_mode Int32,

    raw String COMMENT 'the record byte for byte as the node sent it' CODEC(ZSTD(3)),
    run_id UUID COMMENT 'the pull that stored this version',
    version UInt64 COMMENT 'start of that pull, epoch milliseconds: the highest wins',
    stored_at DateTime64(3, 'UTC') DEFAULT now64(3),

    INDEX caller_fragment caller_access_e164 TYPE text(tokenizer = ngrams(4)),
    INDEX callee_fragment callee_access_e164 TYPE text(tokenizer = ngrams(4))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (node_id, day, flow_no)
SETTINGS non_replicated_deduplication_window = 10000, ttl_only_drop_parts = 1
COMMENT 'Call records; read cdr_current, which shows each call once';

CREATE VIEW IF NOT EXISTS cdr_current AS
SELECT * FROM cdr FINAL SETTINGS do_not_merge_across_partitions_select_final = 1;

-- What was done: one row a window (node x account x business day), the newest version counts.
CREATE TABLE IF NOT EXISTS cdr_ledger
(
    node_id UInt32,
    account String,
    day Date,
    state LowCardinality(String) COMMENT 'done or failed',
    attempts UInt32 COMMENT 'failures in a row since the last success',
    records UInt64 COMMENT 'stored by the last successful pull, each call once',
    rejected UInt64 COMMENT 'sent to the dead letters by that pull',
    repeated UInt64 COMMENT 'left out by that pull: the reply held them already',
    other_days UInt64 COMMENT 'of the stored ones, those that began on another day: many hint at a wrong zone of the node',
    fee Decimal(18, 6) COMMENT 'sum over those records',
    hold_time UInt64 COMMENT 'sum over those records, seconds',
    pulled_at Nullable(DateTime64(3, 'UTC')) COMMENT 'start of the last successful pull',
    settled Bool COMMENT 'that pull was final: its day had ended long enough before',
    next_at Nullable(DateTime64(3, 'UTC')) COMMENT 'when a failed window is tried again',
    error String COMMENT 'why the last pull failed; empty when it did not',
    run_id UUID,
    version UInt64 COMMENT 'moment of writing, epoch milliseconds'
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (node_id, day, account)
COMMENT 'Pull ledger; read with FINAL';
