-- The hourly metrics rolled up by day of UTC, for each scenario and for all of a tenant, so that a dashboard over months reads
-- a few hundred states instead of many thousand. Fed by what arrives in the hourly metrics, under the same tokens. What was
-- there before is carried over first; done once more, that changes nothing. No events may be stored meanwhile.
DROP VIEW IF EXISTS behavior_metrics_day_feed;

CREATE TABLE IF NOT EXISTS behavior_metrics_day
(
    tenant_id LowCardinality(String),
    scenario_id LowCardinality(String) COMMENT 'empty: all of the tenant',
    date Date COMMENT 'in UTC',
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
PARTITION BY toYYYYMM(date)
ORDER BY (tenant_id, scenario_id, date)
SETTINGS non_replicated_deduplication_window = 10000;

TRUNCATE TABLE behavior_metrics_day;

INSERT INTO behavior_metrics_day SETTINGS insert_deduplicate = 0
SELECT h.tenant_id AS tenant_id, arrayJoin([toString(h.scenario_id), '']) AS scenario_id, toDate(h.hour) AS date,
    sum(h.events) AS events, sum(h.impressions) AS impressions, sum(h.clicks) AS clicks, sum(h.conversions) AS conversions,
    uniqCombined64MergeState(h.active_users) AS active_users, uniqCombined64MergeState(h.active_items) AS active_items,
    sum(h.watch_duration) AS watch_duration, sum(h.completion_sum) AS completion_sum, sum(h.completions) AS completions
FROM behavior_metrics_hour AS h
GROUP BY tenant_id, scenario_id, date;

CREATE MATERIALIZED VIEW IF NOT EXISTS behavior_metrics_day_feed TO behavior_metrics_day AS
SELECT h.tenant_id AS tenant_id, arrayJoin([toString(h.scenario_id), '']) AS scenario_id, toDate(h.hour) AS date,
    sum(h.events) AS events, sum(h.impressions) AS impressions, sum(h.clicks) AS clicks, sum(h.conversions) AS conversions,
    uniqCombined64MergeState(h.active_users) AS active_users, uniqCombined64MergeState(h.active_items) AS active_items,
    sum(h.watch_duration) AS watch_duration, sum(h.completion_sum) AS completion_sum, sum(h.completions) AS completions
FROM behavior_metrics_hour AS h
GROUP BY tenant_id, scenario_id, date
ORDER BY tenant_id, scenario_id, date;
