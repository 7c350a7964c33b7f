package io.caravan.hub.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

import io.caravan.clickhouse.block.Block;
import io.caravan.clickhouse.block.Column;
import io.caravan.clickhouse.block.ColumnType;

/** Turns what a consumer of the topics of dead letters gathered into rows of the table {@code dead_letters}. */
public final class LetterRows {

    private static final List<Column> COLUMNS = List.of(
            new Column("id", ColumnType.STRING),
            new Column("stream", ColumnType.STRING),
            new Column("reason", ColumnType.STRING),
            new Column("detail", ColumnType.STRING),
            new Column("source", ColumnType.STRING),
            new Column("facts", ColumnType.STRING),
            new Column("raw", ColumnType.STRING),
            new Column("bytes", ColumnType.UINT32),
            new Column("seen_at", ColumnType.DATETIME64_MS),
            new Column("kafka_topic", ColumnType.STRING),
            new Column("kafka_partition", ColumnType.UINT16),
            new Column("kafka_offset", ColumnType.UINT64));

    /** The intake writes the word before the words. */
    private static final Pattern WITH_CODE = Pattern.compile("([a-z_]+): (.*)", Pattern.DOTALL);

    private static final String OTHER = "other";

    private final Map<String, String> streams;

    /** @param streams the stream that writes to a topic, by the topic: for messages that do not tell theirs */
    public LetterRows(Map<String, String> streams) {
        this.streams = Map.copyOf(streams);
    }

    /** The rows in Native format; a Kafka message of the batch is an exchange. */
    public byte[] of(List<Exchange> batch) {
        var block = new Block(COLUMNS);
        batch.forEach(exchange -> block.add(row(exchange.getMessage())));
        return block.toBytes();
    }

    /** Tells Kafka that the messages are dealt with. */
    public void commit(List<Exchange> batch) {
        Map<String, KafkaManualCommit> last = new LinkedHashMap<>();
        for (Exchange exchange : batch) {
            Message message = exchange.getMessage();
            last.put(
                    message.getHeader(KafkaConstants.TOPIC, String.class) + ":"
                            + message.getHeader(KafkaConstants.PARTITION, Integer.class),
                    message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
        }
        last.values().forEach(KafkaManualCommit::commit);
    }

    private Object[] row(Message message) {
        byte[] raw = Objects.requireNonNullElse(message.getBody(byte[].class), new byte[0]);
        String topic = message.getHeader(KafkaConstants.TOPIC, String.class);
        String stream = text(message, DeadLetterMessages.STREAM, streams.getOrDefault(topic, ""));
        String source = text(message, DeadLetterMessages.SOURCE, "");
        String reason = text(message, DeadLetterMessages.REASON, "");
        Matcher withCode = WITH_CODE.matcher(reason);
        boolean hasCode = withCode.matches();
        String code = text(message, DeadLetterMessages.CODE, hasCode ? withCode.group(1) : OTHER);
        return new Object[] {
            text(message, DeadLetterMessages.LETTER, LetterId.of(stream, source, raw)),
            stream,
            code,
            hasCode && withCode.group(1).equals(code) ? withCode.group(2) : reason,
            source,
            text(message, DeadLetterMessages.FACTS, "{}"),
            raw,
            raw.length,
            message.getHeader(KafkaConstants.TIMESTAMP, Long.class),
            topic,
            message.getHeader(KafkaConstants.PARTITION, Integer.class),
            message.getHeader(KafkaConstants.OFFSET, Long.class)
        };
    }

    private static String text(Message message, String header, String otherwise) {
        Object value = message.getHeader(header);
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return value == null ? otherwise : value.toString();
    }
}
