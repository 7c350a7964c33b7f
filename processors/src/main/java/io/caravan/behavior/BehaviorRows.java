package io.caravan.behavior;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.clickhouse.block.Block;
import io.caravan.clickhouse.block.Column;
import io.caravan.clickhouse.block.ColumnType;
import io.caravan.hub.deadletter.UnusableException;

/** Turns events as they stand in Kafka into rows of the table {@code user_behaviors}. */
final class BehaviorRows {

    private static final List<Column> COLUMNS = List.of(
            new Column("tenant_id", ColumnType.LOW_CARDINALITY_STRING),
            new Column("scenario_id", ColumnType.LOW_CARDINALITY_STRING),
            new Column("action_type", ColumnType.LOW_CARDINALITY_STRING),
            new Column("timestamp", ColumnType.DATETIME64_MS),
            new Column("received_at", ColumnType.DATETIME64_MS),
            new Column("event_id", ColumnType.STRING),
            new Column("user_id", ColumnType.STRING),
            new Column("item_id", ColumnType.STRING),
            new Column("device_type", ColumnType.LOW_CARDINALITY_STRING),
            new Column("os", ColumnType.LOW_CARDINALITY_STRING),
            new Column("location", ColumnType.LOW_CARDINALITY_STRING),
            new Column("ip", ColumnType.STRING),
            new Column("user_agent", ColumnType.STRING),
            new Column("experiment_id", ColumnType.LOW_CARDINALITY_STRING),
            new Column("experiment_group", ColumnType.LOW_CARDINALITY_STRING),
            new Column("position", ColumnType.INT32),
            new Column("duration", ColumnType.FLOAT64),
            new Column("watch_duration", ColumnType.FLOAT64),
            new Column("completion_rate", ColumnType.FLOAT32),
            new Column("extra_data", ColumnType.STRING),
            new Column("kafka_topic", ColumnType.LOW_CARDINALITY_STRING),
            new Column("kafka_partition", ColumnType.UINT16),
            new Column("kafka_offset", ColumnType.UINT64));

    private final EventReader reader;

    BehaviorRows(ObjectMapper json) {
        this.reader = new EventReader(json);
    }

    Block newBlock() {
        return new Block(COLUMNS);
    }

    /** @throws UnusableException when the record is no event */
    Object[] row(byte[] value, String topic, int partition, long offset) {
        BehaviorEvent event = read(value);
        BehaviorEvent.Context context = Objects.requireNonNullElse(event.context(), BehaviorEvent.Context.NONE);
        long timestamp = required(event.timestamp(), "timestamp");
        return new Object[] {
            required(event.tenantId(), "tenant_id"),
            required(event.scenarioId(), "scenario_id"),
            required(event.actionType(), "action_type").toLowerCase(Locale.ROOT),
            timestamp,
            Objects.requireNonNullElse(event.receivedAt(), timestamp),
            required(event.eventId(), "event_id"),
            required(event.userId(), "user_id"),
            required(event.itemId(), "item_id"),
            text(context.deviceType()),
            text(context.os()),
            text(context.location()),
            text(context.ip()),
            text(context.userAgent()),
            text(event.experimentId()),
            text(event.experimentGroup()),
            Objects.requireNonNullElse(event.position(), -1),
            Objects.requireNonNullElse(event.duration(), 0.0),
            Objects.requireNonNullElse(event.watchDuration(), 0.0),
            Objects.requireNonNullElse(event.completionRate(), -1.0),
            extra(event.extraData()),
            topic,
            partition,
            offset
        };
    }

    /** The number of the key of a row. */
    static long keyOf(Object[] row, EventKey key) {
        return key.of(
                (String) row[0], (String) row[1], (String) row[2], (Long) row[3], (String) row[6], (String) row[5]);
    }

    /** The user of a row, who is the key of its record in Kafka. */
    static String userOf(Object[] row) {
        return (String) row[6];
    }

    private BehaviorEvent read(byte[] value) {
        if (value == null) {
            throw new UnusableException("no_value", "the record has no value");
        }
        try {
            return reader.read(value);
        } catch (RejectionException | IOException e) {
            throw new UnusableException("no_event", "no event: " + e.getMessage(), e);
        }
    }

    private static <T> T required(T value, String name) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new UnusableException("missing_field", name + " is missing");
        }
        return value;
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static String extra(JsonNode extra) {
        if (extra == null || extra.isNull()) {
            return "";
        }
        return extra.isTextual() ? extra.textValue() : extra.toString();
    }
}
