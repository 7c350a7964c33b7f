package io.caravan.cdr.query;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;

/**
 * The order of records: by one column, then by what makes it total. Every column goes the same way, so that a page begins
 * where the tuple of the last record ends.
 */
record Sort(Key key, boolean descending) {

    static final Sort NEWEST_FIRST = new Sort(Key.START, true);

    enum Key {
        START("start", "start_time", SortType.TIME),
        FEE("fee", "fee", SortType.MONEY),
        HOLD_TIME("holdTime", "hold_time", SortType.UINT32),
        FEE_TIME("feeTime", "fee_time", SortType.UINT32);

        private final String field;
        private final Part part;

        Key(String field, String column, SortType type) {
            this.field = field;
            this.part = new Part(column, type);
        }
    }

    /** One column of the order. */
    record Part(String column, SortType type) {}

    private static final List<Part> KEY_OF_RECORD = List.of(
            new Part("node_id", SortType.UINT32), new Part("day", SortType.DAY), new Part("flow_no", SortType.INT64));

    /** {@code -start} is newest first, {@code start} oldest first, and so on. */
    static Sort read(RequestParameters parameters) {
        return parameters.one("sort").map(Sort::of).orElse(NEWEST_FIRST);
    }

    private static Sort of(String text) {
        boolean descending = text.startsWith("-");
        String field = descending ? text.substring(1) : text;
        return Arrays.stream(Key.values())
                .filter(key -> key.field.equals(field))
                .findFirst()
                .map(key -> new Sort(key, descending))
                .orElseThrow(() ->
                        BadParameter.of("sort", String.join(", ", names()) + ", or one of them after a minus, is"));
    }

    private static List<String> names() {
        return Arrays.stream(Key.values()).map(key -> key.field).toList();
    }

    /** The columns of the order. */
    List<Part> parts() {
        Stream<Part> first = key == Key.START ? Stream.of(key.part) : Stream.of(key.part, Key.START.part);
        return Stream.concat(first, KEY_OF_RECORD.stream()).toList();
    }

    String orderBy() {
        String direction = descending ? " DESC" : "";
        return parts().stream().map(part -> part.column() + direction).collect(Collectors.joining(", "));
    }

    /** What comes after the record whose values the parameters {@code after0}, {@code after1}, … hold. */
    String after() {
        List<Part> parts = parts();
        String columns = parts.stream().map(Part::column).collect(Collectors.joining(", ", "(", ")"));
        String values = Stream.iterate(0, i -> i + 1)
                .limit(parts.size())
                .map(i -> "{after" + i + ":" + parts.get(i).type().sql() + "}")
                .collect(Collectors.joining(", ", "(", ")"));
        return columns + (descending ? " < " : " > ") + values;
    }
}
