-- Which records a row of the aggregates has counted: by topic and partition of Kafka, the last offset. An insert holds records
-- of one partition, and a range is stored before the next is claimed; so a table has counted a range when one of its rows
-- knows an offset of it. By that the store finds out, after ClickHouse was killed, what a table has lost of a range though it
-- knows its token. No events may be stored meanwhile: the views are made anew, since after MODIFY QUERY the tokens of a view
-- are others than after the next start of ClickHouse.
ALTER TABLE behavior_ranges ADD COLUMN IF NOT EXISTS traced UInt8 DEFAULT 0
    COMMENT '1: claimed since the aggregates tell what they have counted';

DROP VIEW IF EXISTS behavior_metrics_hour_feed;

ALTER TABLE behavior_metrics_hour ADD COLUMN IF NOT EXISTS stored_to SimpleAggregateFunction(maxMap, Map(UInt64, UInt64))
    COMMENT 'by hash of topic and partition of Kafka: the last offset that is counted here';

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
    countIf(completion_rate >= 0) AS completions,
    map(cityHash64(any(kafka_topic), any(kafka_partition)), max(kafka_offset)) AS stored_to
FROM user_behaviors
GROUP BY tenant_id, scenario_id, hour
ORDER BY tenant_id, scenario_id, hour;

DROP VIEW IF EXISTS behavior_item_day_feed;

ALTER TABLE behavior_item_day ADD COLUMN IF NOT EXISTS stored_to SimpleAggregateFunction(maxMap, Map(UInt64, UInt64))
    COMMENT 'by hash of topic and partition of Kafka: the last offset that is counted here';

CREATE MATERIALIZED VIEW IF NOT EXISTS behavior_item_day_feed TO behavior_item_day AS
SELECT tenant_id, scenario_id, toDate(timestamp) AS date, item_id,
    count() AS events,
    countIf(action_type = 'impression') AS impressions,
    countIf(action_type = 'click') AS clicks,
    countIf(action_type IN ('order', 'payment', 'purchase')) AS conversions,
    uniqCombined64State(user_id) AS users,
    sum(user_behaviors.watch_duration) AS watch_duration,
    sumIf(completion_rate, completion_rate >= 0) AS completion_sum,
    countIf(completion_rate >= 0) AS completions,
    map(cityHash64(any(kafka_topic), any(kafka_partition)), max(kafka_offset)) AS stored_to
FROM user_behaviors
GROUP BY tenant_id, scenario_id, date, item_id
ORDER BY tenant_id, scenario_id, date, item_id;

DROP VIEW IF EXISTS behavior_experiment_day_feed;

ALTER TABLE behavior_experiment_day ADD COLUMN IF NOT EXISTS stored_to SimpleAggregateFunction(maxMap, Map(UInt64, UInt64))
    COMMENT 'by hash of topic and partition of Kafka: the last offset that is counted here';

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
    countIf(completion_rate >= 0) AS completions,
    map(cityHash64(any(kafka_topic), any(kafka_partition)), max(kafka_offset)) AS stored_to
FROM user_behaviors
WHERE experiment_id != ''
GROUP BY tenant_id, scenario_id, experiment_id, experiment_group, date
ORDER BY tenant_id, scenario_id, experiment_id, experiment_group, date;

DROP VIEW IF EXISTS behavior_action_hour_feed;

ALTER TABLE behavior_action_hour ADD COLUMN IF NOT EXISTS stored_to SimpleAggregateFunction(maxMap, Map(UInt64, UInt64))
    COMMENT 'by hash of topic and partition of Kafka: the last offset that is counted here';

CREATE MATERIALIZED VIEW IF NOT EXISTS behavior_action_hour_feed TO behavior_action_hour AS
SELECT tenant_id, scenario_id, action_type, toStartOfHour(toDateTime(timestamp)) AS hour,
    count() AS events, uniqCombined64State(user_id) AS users,
    map(cityHash64(any(kafka_topic), any(kafka_partition)), max(kafka_offset)) AS stored_to
FROM user_behaviors
GROUP BY tenant_id, scenario_id, action_type, hour
ORDER BY tenant_id, scenario_id, action_type, hour;

DROP VIEW IF EXISTS behavior_user_day_feed;

ALTER TABLE behavior_user_day ADD COLUMN IF NOT EXISTS stored_to SimpleAggregateFunction(maxMap, Map(UInt64, UInt64))
    COMMENT 'by hash of topic and partition of Kafka: the last offset that is counted here';

CREATE MATERIALIZED VIEW IF NOT EXISTS behavior_user_day_feed TO behavior_user_day AS
SELECT tenant_id, scenario_id, toDate(timestamp) AS date, user_id, action_type,
    count() AS events, min(timestamp) AS first_at, max(timestamp) AS last_at,
    map(cityHash64(any(kafka_topic), any(kafka_partition)), max(kafka_offset)) AS stored_to
FROM user_behaviors
GROUP BY tenant_id, scenario_id, date, user_id, action_type
ORDER BY tenant_id, scenario_id, date, user_id, action_type;

DROP VIEW IF EXISTS behavior_metrics_day_feed;

ALTER TABLE behavior_metrics_day ADD COLUMN IF NOT EXISTS stored_to SimpleAggregateFunction(maxMap, Map(UInt64, UInt64))
    COMMENT 'by hash of topic and partition of Kafka: the last offset that is counted here';

CREATE MATERIALIZED VIEW IF NOT EXISTS behavior_metrics_day_feed TO behavior_metrics_day AS
SELECT h.tenant_id AS tenant_id, arrayJoin([toString(h.scenario_id), '']) AS scenario_id, toDate(h.hour) AS date,
    sum(h.events) AS events, sum(h.impressions) AS impressions, sum(h.clicks) AS clicks, sum(h.conversions) AS conversions,
    uniqCombined64MergeState(h.active_users) AS active_users, uniqCombined64MergeState(h.active_items) AS active_items,
    sum(h.watch_duration) AS watch_duration, sum(h.completion_sum) AS completion_sum, sum(h.completions) AS completions,
    maxMap(h.stored_to) AS stored_to
FROM behavior_metrics_hour AS h
GROUP BY tenant_id, scenario_id, date
ORDER BY tenant_id, scenario_id, date;
