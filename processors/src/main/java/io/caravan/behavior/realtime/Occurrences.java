package io.caravan.behavior.realtime;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.behavior.BehaviorEvent;
import io.caravan.behavior.EventScanner;

/** Reads events as they stand in Kafka. */
final class Occurrences {

    private final ObjectMapper json;
    private final ThreadLocal<EventScanner> scanners = ThreadLocal.withInitial(EventScanner::new);

    /** @param json reads events as the store does, so that both know the same ones */
    Occurrences(ObjectMapper json) {
        this.json = json;
    }

    /** Empty when the record is no event; the store keeps it among the dead letters. */
    Optional<Occurrence> read(byte[] value, long offset) {
        if (value == null) {
            return Optional.empty();
        }
        EventScanner scanner = scanners.get();
        return scanner.scan(value) ? Optional.of(occurrence(scanner, offset)) : readInDetail(value, offset);
    }

    /** What the scanner leaves; of what it takes this says the same. */
    Optional<Occurrence> readInDetail(byte[] value, long offset) {
        try {
            return Optional.ofNullable(json.readValue(value, BehaviorEvent.class))
                    .filter(Occurrences::complete)
                    .map(event -> occurrence(event, offset));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Occurrence occurrence(EventScanner event, long offset) {
        long timestamp = event.integer(EventScanner.TIMESTAMP);
        return new Occurrence(
                offset,
                event.text(EventScanner.EVENT_ID),
                new Place(event.recurringText(EventScanner.TENANT), event.recurringText(EventScanner.SCENARIO)),
                event.text(EventScanner.USER),
                event.text(EventScanner.ITEM),
                event.recurringText(EventScanner.ACTION),
                event.has(EventScanner.RECEIVED_AT)
                        ? Math.min(timestamp, event.integer(EventScanner.RECEIVED_AT))
                        : timestamp,
                event.has(EventScanner.WATCH_DURATION)
                        ? Math.round(event.decimal(EventScanner.WATCH_DURATION, 0) * 1000)
                        : null,
                event.has(EventScanner.COMPLETION_RATE) ? event.decimal(EventScanner.COMPLETION_RATE, 0) : null);
    }

    private static boolean complete(BehaviorEvent event) {
        return present(event.tenantId())
                && present(event.scenarioId())
                && present(event.userId())
                && present(event.itemId())
                && present(event.actionType())
                && present(event.eventId())
                && event.timestamp() != null;
    }

    private static boolean present(String text) {
        return text != null && !text.isBlank();
    }

    private static Occurrence occurrence(BehaviorEvent event, long offset) {
        // A client whose clock is ahead counts from its arrival on. What has arrived never changes, so that the same
        // record always falls into the same minute.
        long time = Math.min(event.timestamp(), Objects.requireNonNullElse(event.receivedAt(), Long.MAX_VALUE));
        return new Occurrence(
                offset,
                event.eventId(),
                new Place(event.tenantId(), event.scenarioId()),
                event.userId(),
                event.itemId(),
                event.actionType().toLowerCase(Locale.ROOT),
                time,
                event.watchDuration() == null ? null : Math.round(event.watchDuration() * 1000),
                event.completionRate());
    }
}
