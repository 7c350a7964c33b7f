package io.caravan.bench.store;

import io.caravan.bench.stack.Sql;

/** The peer: ClickHouse's own Kafka table engine, with a materialized view that fills a table like the hub's. */
record KafkaEngine(Sql sql, String brokers, String topic, String settings) {

    /**
     * Starts to consume.
     *
     * @param target the table that is filled
     * @param database of it
     */
    void start(String target, String database) {
        sql.run("""
                CREATE TABLE %1$s.queue (
                    event_id String, tenant_id String, scenario_id String, user_id String, item_id String,
                    action_type String, timestamp Int64, received_at Nullable(Int64),
                    context Tuple(device_type String, os String, location String, ip String, user_agent String),
                    experiment_id String, experiment_group String, position Nullable(Int32), duration Float64,
                    watch_duration Float64, completion_rate Nullable(Float32), extra_data String)
                ENGINE = Kafka
                SETTINGS kafka_broker_list = '%2$s', kafka_topic_list = '%3$s', kafka_group_name = '%1$s',
                    kafka_format = 'JSONEachRow', %4$s""".formatted(database, brokers, topic, settings));
        sql.run("""
                CREATE MATERIALIZED VIEW %1$s.queue_to_table TO %2$s AS
                SELECT tenant_id, scenario_id, lower(action_type) AS action_type,
                    fromUnixTimestamp64Milli(timestamp, 'UTC') AS timestamp,
                    fromUnixTimestamp64Milli(ifNull(received_at, queue.timestamp), 'UTC') AS received_at,
                    event_id, user_id, item_id,
                    context.device_type AS device_type, context.os AS os, context.location AS location,
                    context.ip AS ip, context.user_agent AS user_agent,
                    experiment_id, experiment_group, ifNull(position, -1) AS position, duration, watch_duration,
                    ifNull(completion_rate, -1) AS completion_rate, extra_data,
                    _topic AS kafka_topic, _partition AS kafka_partition, _offset AS kafka_offset
                FROM %1$s.queue AS queue""".formatted(database, target));
    }

    void stop(String database) {
        sql.run("DROP TABLE " + database + ".queue_to_table SYNC");
        sql.run("DROP TABLE " + database + ".queue SYNC");
    }
}
