package io.caravan.behavior;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.caravan.clickhouse.block.Block;
import io.caravan.clickhouse.block.ColumnBuffer;

/**
 * Reads an event from its bytes as the intake writes them, much faster than through objects.
 *
 * <p>It takes only what it knows for sure. Whatever else it meets (escapes, other names, nested values, a field that stands
 * twice, a number that is not plain, broken JSON), it leaves to {@link BehaviorRows}, which decides what it is and why it is
 * refused. Tests hold both against each other. Not for use by several threads.
 */
public final class EventScanner {

    /** Texts and, from the time on, numbers; both in the order of their columns in {@link BehaviorRows}. */
    private static final List<String> NAMES = List.of(
            "tenant_id",
            "scenario_id",
            "action_type",
            "event_id",
            "user_id",
            "item_id",
            "device_type",
            "os",
            "location",
            "ip",
            "user_agent",
            "experiment_id",
            "experiment_group",
            "extra_data",
            "timestamp",
            "received_at",
            "position",
            "duration",
            "watch_duration",
            "completion_rate");

    /** Fields, by their places in the names. */
    public static final int TENANT = 0;

    public static final int SCENARIO = 1;
    public static final int ACTION = 2;
    public static final int EVENT_ID = 3;
    public static final int USER = 4;
    public static final int ITEM = 5;
    static final int USER_AGENT = 10;
    public static final int TIMESTAMP = 14;
    public static final int RECEIVED_AT = 15;
    static final int DURATION = 17;
    public static final int WATCH_DURATION = 18;
    public static final int COMPLETION_RATE = 19;

    /** So many of the first ones an event must have. */
    static final int REQUIRED = 6;

    private static final int FIRST_OF_CONTEXT = 6;
    private static final int LAST_OF_CONTEXT = 10;
    private static final int EXTRA = 13;
    private static final int TEXTS = 14;
    private static final int[] COLUMNS = {0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 19};
    private static final Word[] QUOTED =
            NAMES.stream().map(name -> new Word('"' + name + '"')).toArray(Word[]::new);
    private static final Word CONTEXT = new Word("\"context\"");
    private static final Word NULL = new Word("null");
    private static final int LONGEST_INTEGER = 18;
    /** Digits and a point. */
    private static final int EXACT_DIGITS = 15;

    private final int[] starts = new int[NAMES.size()];
    private final int[] lengths = new int[NAMES.size()];
    /** By field, and for the first one at the end. */
    private final int[] follower = new int[NAMES.size() + 1];

    private final PlainJson json = new PlainJson();
    private final RecurringTexts recurring = new RecurringTexts();
    private int latest;
    private byte[] bytes;
    private boolean contextSeen;

    /** Whether the bytes are an event that is understood for sure; it stays until the next one is scanned. */
    public boolean scan(byte[] event) {
        return scan(event, 0) == event.length;
    }

    /** Place behind the event that begins there, when it is understood for sure; else -1. */
    int scan(byte[] body, int from) {
        bytes = body;
        contextSeen = false;
        latest = NAMES.size();
        Arrays.fill(lengths, -1);
        json.begin(body);
        int end = object(from, false);
        return end > 0 && complete() ? end : -1;
    }

    /** Writes the row into the columns of the block. */
    void writeTo(Block block, byte[] topic, int partition, long offset) {
        for (int i = 0; i < TEXTS; i++) {
            block.column(COLUMNS[i]).bytes(bytes, lengths[i] > 0 ? starts[i] : 0, Math.max(0, lengths[i]));
        }
        long timestamp = integer(14);
        block.column(3).int64(timestamp);
        block.column(4).int64(lengths[15] < 0 ? timestamp : integer(15));
        block.column(15).int32(lengths[16] < 0 ? -1 : (int) integer(16));
        block.column(16).int64(Double.doubleToRawLongBits(decimal(17, 0)));
        block.column(17).int64(Double.doubleToRawLongBits(decimal(18, 0)));
        block.column(18).int32(Float.floatToRawIntBits((float) decimal(19, -1)));
        ColumnBuffer name = block.column(20);
        name.bytes(topic, 0, topic.length);
        block.column(21).int16(partition);
        block.column(22).int64(offset);
        block.endRow();
    }

    /** Whether the event has the field. */
    public boolean has(int field) {
        return lengths[field] >= 0;
    }

    /** Where the value of the field begins. */
    int start(int field) {
        return starts[field];
    }

    /** Bytes of the value. */
    int length(int field) {
        return lengths[field];
    }

    /** The value of the field, which the event has. */
    public String text(int field) {
        return new String(bytes, starts[field], lengths[field], StandardCharsets.UTF_8);
    }

    /** The value of the field, which the event has, and others have too. */
    public String recurringText(int field) {
        return recurring.of(bytes, starts[field], lengths[field]);
    }

    /** The number of the event's key. */
    long key(EventKey key) {
        key.begin();
        for (int i = 0; i <= ACTION; i++) {
            key.add(bytes, starts[i], lengths[i]);
        }
        key.addHour(integer(14));
        key.add(bytes, starts[4], lengths[4]);
        return key.last(bytes, starts[3], lengths[3]);
    }

    /** Place behind the object; -1 when it is not understood. */
    private int object(int from, boolean context) {
        int at = json.is(from, '{') ? from + 1 : -1;
        if (json.is(at, '}')) {
            return at + 1;
        }
        while (at >= 0) {
            at = field(at, context);
            if (json.is(at, '}')) {
                return at + 1;
            }
            at = json.is(at, ',') ? at + 1 : -1;
        }
        return -1;
    }

    private int field(int from, boolean context) {
        if (!context && json.starts(from, CONTEXT) && json.is(from + CONTEXT.length(), ':') && !contextSeen) {
            contextSeen = true;
            return object(from + CONTEXT.length() + 1, true);
        }
        int name = name(from, context);
        if (name < 0) {
            return -1;
        }
        follower[latest] = name;
        latest = name;
        int at = from + QUOTED[name].length();
        return lengths[name] < 0 && json.is(at, ':') ? value(name, at + 1) : -1;
    }

    /** The field whose name stands there; first that one is tried which stood there in the last event. */
    private int name(int from, boolean context) {
        int likely = follower[latest];
        if (ofContext(likely) == context && json.starts(from, QUOTED[likely])) {
            return likely;
        }
        for (int i = 0; i < QUOTED.length; i++) {
            if (ofContext(i) == context && json.starts(from, QUOTED[i])) {
                return i;
            }
        }
        return -1;
    }

    private static boolean ofContext(int field) {
        return field >= FIRST_OF_CONTEXT && field <= LAST_OF_CONTEXT;
    }

    private int value(int field, int from) {
        if (json.starts(from, NULL)) {
            // As if it were not there, unless it comes again: then Jackson decides.
            return -1;
        }
        if (field == EXTRA && !json.is(from, '"')) {
            starts[field] = from;
            int end = json.nested(from);
            lengths[field] = end - from;
            return end;
        }
        int end = field < TEXTS ? json.text(from) : json.number(from, field > 16);
        if (end < 0) {
            return -1;
        }
        int quote = field < TEXTS ? 1 : 0;
        starts[field] = from + quote;
        lengths[field] = end - from - 2 * quote;
        return end;
    }

    private boolean complete() {
        for (int i = 0; i < REQUIRED; i++) {
            if (lengths[i] <= 0 || !json.visible(starts[i], lengths[i])) {
                return false;
            }
        }
        for (int i = 14; i <= 16; i++) {
            if (lengths[i] > (i == 16 ? LONGEST_INTEGER / 2 : LONGEST_INTEGER)) {
                return false;
            }
        }
        return lengths[14] > 0 && json.lowerCase(starts[ACTION], lengths[ACTION]);
    }

    /** The value of the field, which the event has. */
    public long integer(int field) {
        long value = 0;
        for (int i = starts[field]; i < starts[field] + lengths[field]; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    /** The value of the field, or the other number when the event does not have it. */
    public double decimal(int field, double otherwise) {
        if (lengths[field] < 0) {
            return otherwise;
        }
        if (lengths[field] > EXACT_DIGITS) {
            return Double.parseDouble(new String(bytes, starts[field], lengths[field], StandardCharsets.US_ASCII));
        }
        // Both are exact, so that the quotient is rounded as if the text had been read as a whole.
        long digits = 0;
        long scale = 1;
        boolean fraction = false;
        for (int i = starts[field]; i < starts[field] + lengths[field]; i++) {
            if (bytes[i] == '.') {
                fraction = true;
            } else {
                digits = digits * 10 + bytes[i] - '0';
                scale = fraction ? scale * 10 : scale;
            }
        }
        return (double) digits / scale;
    }
}
