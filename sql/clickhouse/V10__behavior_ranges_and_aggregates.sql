-- What the store has dealt with. A range is written here before its rows are inserted, and again when it is finished, so
-- that after a kill the very same rows are inserted under the same token. Who comes first claims a range: the claim's own
-- token names only where it begins.
CREATE TABLE IF NOT EXISTS behavior_ranges
(
    topic LowCardinality(String),
    topic_id LowCardinality(String) COMMENT 'of Kafka: a topic that is made anew begins at offset 0 again',
    kafka_partition UInt16,
    first_offset UInt64,
    last_offset UInt64,
    finished UInt8 COMMENT '0: claimed, 1: every record is stored, a duplicate, or a dead letter',
    stored UInt32 COMMENT 'rows',
    duplicates UInt32 COMMENT 'events that were stored before, or stand twice in the range',
    dead_lettered UInt32,
    written_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree(finished)
ORDER BY (topic, topic_id, kafka_partition, last_offset, first_offset)
TTL toDateTime(written_at) + INTERVAL 91 DAY
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Ranges of Kafka offsets that the store claimed and finished';

-- For the last events of a partition, which the store reads when it begins with it.
ALTER TABLE user_behaviors ADD INDEX IF NOT EXISTS kafka_offsets kafka_offset TYPE minmax GRANULARITY 1;

-- The aggregates are fed by inserts into user_behaviors, under the tokens of those, and are kept for ever. Users and items
-- are states: exact up to some thousands in a row, within about 0.5 % beyond. Read the views without "behavior_".
CREATE TABLE IF NOT EXISTS behavior_metrics_hour
(
    tenant_id LowCardinality(String),
    scenario_id LowCardinality(String),
    hour DateTime('UTC'),
    events SimpleAggregateFunction(sum, UInt64),
    impressions SimpleAggregateFunction(sum, UInt64),
    clicks SimpleAggregateFunction(sum, UInt64),
    conversions SimpleAggregateFunction(sum, UInt64),
    active_users AggregateFunction(uniqCombined64, String),
    active_items AggregateFunction(uniqCombined64, String),
    watch_duration SimpleAggregateFunction(sum, Float64) COMMENT 'seconds',
    completion_sum SimpleAggregateFunction(sum, Float64),
    completions SimpleAggregateFunction(sum, UInt64) COMMENT 'events that tell a completion rate'
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (tenant_id, scenario_id, hour)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS behavior_metrics_hour_feed TO behavior_metrics_hour AS
SELECT tenant_id, scenario_id, toStartOfHour(toDateTime(timestamp)) AS hour,
    count() AS events,
    countIf(action_type = 'impression') AS impressions,
    countIf(action_type = 'click') AS clicks,
    countIf(action_type IN ('order', 'payment', 'purchase')) AS conversions,
    uniqCombined64State(user_id) AS active_users,
    uniqCombined64State(item_id) AS active_items,
    sum(user_behaviors.watch_duration) AS watch_duration,
    sumIf(completion_rate, completion_rate >= 0) AS completion_sum,
    countIf(completion_rate >= 0) AS completions
FROM user_behaviors
GROUP BY tenant_id, scenario_id, hour
ORDER BY tenant_id, scenario_id, hour;

CREATE TABLE IF NOT EXISTS behavior_item_day
(
    tenant_id LowCardinality(String),
    scenario_id LowCardinality(String),
    date Date COMMENT 'in UTC',
    item_id String,
    events SimpleAggregateFunction(sum, UInt64),
    impressions SimpleAggregateFunction(sum, UInt64),
    clicks SimpleAggregateFunction(sum, UInt64),
    conversions SimpleAggregateFunction(sum, UInt64),
    users AggregateFunction(uniqCombined64, String),
    watch_duration SimpleAggregateFunction(sum, Float64) COMMENT 'seconds',
    completion_sum SimpleAggregateFunction(sum, Float64),
    completions SimpleAggregateFunction(sum, UInt64) COMMENT 'events that tell a completion rate'
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(date)
ORDER BY (tenant_id, scenario_id, date, item_id)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS behavior_item_day_feed TO behavior_item_day AS
SELECT tenant_id, scenario_id, toDate(timestamp) AS date, item_id,
    count() AS events,
    countIf(action_type = 'impression') AS impressions,
    countIf(action_type = 'click') AS clicks,
    countIf(action_type IN ('order', 'payment', 'purchase')) AS conversions,
    uniqCombined64State(user_id) AS users,
    sum(user_behaviors.watch_duration) AS watch_duration,
    sumIf(completion_rate, completion_rate >= 0) AS completion_sum,
    countIf(completion_rate >= 0) AS completions
FROM user_behaviors
GROUP BY tenant_id, scenario_id, date, item_id
ORDER BY tenant_id, scenario_id, date, item_id;

CREATE TABLE IF NOT EXISTS behavior_experiment_day
(
    tenant_id LowCardinality(String),
    scenario_id LowCardinality(String),
    experiment_id LowCardinality(String),
    experiment_group LowCardinality(String),
    date Date COMMENT 'in UTC',
    events SimpleAggregateFunction(sum, UInt64),
    impressions SimpleAggregateFunction(sum, UInt64),
    clicks SimpleAggregateFunction(sum, UInt64),
    conversions SimpleAggregateFunction(sum, UInt64),
    users AggregateFunction(uniqCombined64, String),
    converted_users AggregateFunction(uniqCombined64If, String, UInt8),
    watch_duration SimpleAggregateFunction(sum, Float64) COMMENT 'seconds',
    completion_sum SimpleAggregateFunction(sum, Float64),
    completions SimpleAggregateFunction(sum, UInt64) COMMENT 'events that tell a completion rate'
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(date)
ORDER BY (tenant_id, experiment_id, scenario_id, experiment_group, date)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS behavior_experiment_day_feed TO behavior_experiment_day AS
SELECT tenant_id, scenario_id, experiment_id, experiment_group, toDate(timestamp) AS date,
    count() AS events,
    countIf(action_type = 'impression') AS impressions,
    countIf(action_type = 'click') AS clicks,
    countIf(action_type IN ('order', 'payment', 'purchase')) AS conversions,
    uniqCombined64State(user_id) AS users,
    uniqCombined64IfState(user_id, action_type IN ('order', 'payment', 'purchase')) AS converted_users,
    sum(user_behaviors.watch_duration) AS watch_duration,
    sumIf(completion_rate, completion_rate >= 0) AS completion_sum,
    countIf(completion_rate >= 0) AS completions
FROM user_behaviors
WHERE experiment_id != ''
GROUP BY tenant_id, scenario_id, experiment_id, experiment_group, date
ORDER BY tenant_id, scenario_id, experiment_id, experiment_group, date;

-- Inputs of funnels, retention and distributions: who did what in an hour, and what each user did on a day and when first.
CREATE TABLE IF NOT EXISTS behavior_action_hour
(
    tenant_id LowCardinality(String),
    scenario_id LowCardinality(String),
    action_type LowCardinality(String),
    hour DateTime('UTC'),
    events SimpleAggregateFunction(sum, UInt64),
    users AggregateFunction(uniqCombined64, String)
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(hour)
ORDER BY (tenant_id, scenario_id, action_type, hour)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS behavior_action_hour_feed TO behavior_action_hour AS
SELECT tenant_id, scenario_id, action_type, toStartOfHour(toDateTime(timestamp)) AS hour,
    count() AS events, uniqCombined64State(user_id) AS users
FROM user_behaviors
GROUP BY tenant_id, scenario_id, action_type, hour
ORDER BY tenant_id, scenario_id, action_type, hour;

CREATE TABLE IF NOT EXISTS behavior_user_day
(
    tenant_id LowCardinality(String),
    scenario_id LowCardinality(String),
    date Date COMMENT 'in UTC',
    user_id String,
    action_type LowCardinality(String),
    events SimpleAggregateFunction(sum, UInt64),
    first_at SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    last_at SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(date)
ORDER BY (tenant_id, scenario_id, date, user_id, action_type)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS behavior_user_day_feed TO behavior_user_day AS
SELECT tenant_id, scenario_id, toDate(timestamp) AS date, user_id, action_type,
    count() AS events, min(timestamp) AS first_at, max(timestamp) AS last_at
FROM user_behaviors
GROUP BY tenant_id, scenario_id, date, user_id, action_type
ORDER BY tenant_id, scenario_id, date, user_id, action_type;

-- The names and columns that dashboards know. Users and items of several rows cannot be added up: merge the states of the
-- tables above for that (uniqCombined64Merge).
CREATE OR REPLACE VIEW metrics_hourly AS
SELECT tenant_id, scenario_id, toDate(hour_start) AS date, toHour(hour_start) AS hour,
    impressions, clicks, conversions, active_users, active_items
FROM
(
    SELECT tenant_id, scenario_id, hour AS hour_start, sum(m.impressions) AS impressions, sum(m.clicks) AS clicks,
        sum(m.conversions) AS conversions, uniqCombined64Merge(m.active_users) AS active_users,
        uniqCombined64Merge(m.active_items) AS active_items
    FROM behavior_metrics_hour AS m
    GROUP BY tenant_id, scenario_id, hour
);

CREATE OR REPLACE VIEW item_stats_daily AS
SELECT tenant_id, scenario_id, item_id, date, sum(i.impressions) AS impressions, sum(i.clicks) AS clicks,
    sum(i.conversions) AS conversions, sum(i.watch_duration) AS total_watch_duration,
    if(sum(i.completions) = 0, NULL, sum(i.completion_sum) / sum(i.completions)) AS avg_completion_rate
FROM behavior_item_day AS i
GROUP BY tenant_id, scenario_id, item_id, date;

CREATE OR REPLACE VIEW experiment_metrics AS
SELECT tenant_id, scenario_id, experiment_id, experiment_group, date,
    sum(e.impressions) AS impressions, sum(e.clicks) AS clicks, sum(e.conversions) AS conversions,
    uniqCombined64Merge(e.users) AS users, uniqCombined64IfMerge(e.converted_users) AS converted_users,
    if(sum(e.impressions) = 0, NULL, sum(e.clicks) * 100. / sum(e.impressions)) AS ctr,
    if(sum(e.impressions) = 0, NULL, sum(e.conversions) * 100. / sum(e.impressions)) AS conversion_rate,
    sum(e.watch_duration) AS total_watch_duration,
    if(sum(e.completions) = 0, NULL, sum(e.completion_sum) / sum(e.completions)) AS avg_completion_rate
FROM behavior_experiment_day AS e
GROUP BY tenant_id, scenario_id, experiment_id, experiment_group, date;
