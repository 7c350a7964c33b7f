-- Behaviour events, one row an event. The same event stored twice is one row for readers (view user_behaviors_current).
CREATE TABLE IF NOT EXISTS user_behaviors
(
    tenant_id LowCardinality(String),
    scenario_id LowCardinality(String),
    action_type LowCardinality(String),
    timestamp DateTime64(3, 'UTC') COMMENT 'when it happened' CODEC(DoubleDelta, ZSTD(1)),
    received_at DateTime64(3, 'UTC') COMMENT 'when the hub accepted it' CODEC(DoubleDelta, ZSTD(1)),
    event_id String,
    user_id String,
    item_id String,

    device_type LowCardinality(String),
    os LowCardinality(String),
    location LowCardinality(String),
    ip String,
    user_agent String CODEC(ZSTD(1)),

    experiment_id LowCardinality(String),
    experiment_group LowCardinality(String),
    position Int32 DEFAULT -1 COMMENT '-1: not given',
    duration Float64 COMMENT 'seconds',
    watch_duration Float64 COMMENT 'seconds',
    completion_rate Float32 DEFAULT -1 COMMENT '0 to 1; -1: not given',
    extra_data String COMMENT 'JSON text' CODEC(ZSTD(1)),

    kafka_topic LowCardinality(String),
    kafka_partition UInt16,
    kafka_offset UInt64 CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMMDD(timestamp)
ORDER BY (tenant_id, scenario_id, action_type, toStartOfHour(timestamp), cityHash64(user_id), event_id)
TTL toDateTime(timestamp) + INTERVAL 91 DAY
SETTINGS non_replicated_deduplication_window = 10000, ttl_only_drop_parts = 1
COMMENT 'Behaviour events; read user_behaviors_current, which shows each event once';

CREATE VIEW IF NOT EXISTS user_behaviors_current AS
SELECT * FROM user_behaviors FINAL SETTINGS do_not_merge_across_partitions_select_final = 1;
