package io.caravan.migration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;

import io.caravan.hub.http.ProblemException;

/** Reads and checks what a client wants to be migrated. */
public final class MigrationRequests {

    private static final int MOST_LANES = 16;
    private static final int LONGEST_KEY = 250;

    private final MigrationBodyReader reader;
    private final MigrationDefaults defaults;

    /** @param json refuses fields that it does not know */
    public MigrationRequests(ObjectMapper json, MigrationDefaults defaults) {
        this.reader = new MigrationBodyReader(json);
        this.defaults = defaults;
    }

    /** @throws ProblemException 400 when it makes no sense; whether ClickHouse has what it names is not asked here */
    public MigrationRequest read(Exchange exchange) throws JsonProcessingException {
        return check(reader.read(exchange.getMessage().getBody(String.class)));
    }

    private MigrationRequest check(MigrationBody body) {
        Mode mode = MigrationBodyReader.word("mode", body.mode(), Mode.class, Mode.SINGLE);
        Direction direction = MigrationBodyReader.word("direction", body.direction(), Direction.class, Direction.TO_S3);
        if (mode == Mode.SINGLE && blank(body.table())) {
            throw BadField.of(
                    "table", "the table is wanted; all tables of a database are migrated with the mode full.");
        } else if (mode == Mode.FULL && !blank(body.table())) {
            throw BadField.of("table", "with the mode full all tables are migrated; leave the table out.");
        }
        name("database", body.database());
        if (!blank(body.table())) {
            name("table", body.table());
        }
        return new MigrationRequest(
                "",
                mode,
                body.database(),
                blank(body.table()) ? null : body.table(),
                policy(body.policy(), direction),
                blank(body.volume()) ? null : body.volume().strip(),
                direction,
                MigrationBodyReader.word("way", body.way(), Way.class, Way.AUTO),
                parsed("olderThan", body.olderThan(), Durations::of, "a duration such as 90d or P90D is wanted.", null),
                number("parallelism", body.parallelism(), defaults.parallelism(), 1, MOST_LANES)
                        .intValue(),
                number("bandwidth", body.bandwidth(), defaults.bandwidth(), 0, Long.MAX_VALUE)
                        .longValue(),
                parsed(
                        "pause",
                        body.pause(),
                        Durations::of,
                        "a duration such as 1s or PT1S is wanted.",
                        defaults.pause()),
                parsed("window", body.window(), Window::of, "hours such as 01:00-05:00 are wanted.", null),
                oldProgress(body));
    }

    private static Map<String, List<String>> oldProgress(MigrationBody body) {
        if (body.oldProgress() == null) {
            return Map.of();
        }
        body.oldProgress().forEach((table, partitions) -> {
            name("oldProgress", table);
            if (partitions == null || partitions.contains(null)) {
                throw BadField.of("oldProgress", "a list of partitions is wanted for the table " + table + ".");
            } else if (!blank(body.table()) && !body.table().equals(table)) {
                throw BadField.of("oldProgress", table + " is not the table that is to be migrated.");
            }
        });
        return Map.copyOf(body.oldProgress());
    }

    private String policy(String given, Direction direction) {
        if (!blank(given)) {
            return given.strip();
        }
        return direction == Direction.TO_S3 ? defaults.policy() : null;
    }

    private static void name(String field, String name) {
        try {
            new TableName(Objects.requireNonNullElse(name, ""), "t");
        } catch (IllegalArgumentException e) {
            throw BadField.of(field, e.getMessage().replace("database: ", "") + ".");
        }
    }

    private static <T> T parsed(String field, String text, Function<String, T> parser, String wanted, T usual) {
        try {
            return blank(text) ? usual : parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw BadField.of(field, wanted);
        }
    }

    private static Number number(String field, Number given, Number usual, long least, long most) {
        if (given == null) {
            return usual;
        } else if (given.longValue() < least || given.longValue() > most) {
            throw BadField.of(
                    field,
                    "a whole number " + (most == Long.MAX_VALUE ? "of at least " + least : least + " to " + most)
                            + " is wanted.");
        }
        return given;
    }

    /** The client's Idempotency-Key; empty without one. */
    public String key(Exchange exchange) {
        String key = exchange.getMessage()
                .getHeader("Idempotency-Key", "", String.class)
                .strip();
        if (key.length() > LONGEST_KEY) {
            throw BadField.of("Idempotency-Key", "at most " + LONGEST_KEY + " characters are wanted.");
        }
        return key;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
