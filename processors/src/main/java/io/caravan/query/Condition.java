package io.caravan.query;

import java.util.List;

/**
 * What rows are wanted. Logic is that of SQL, with three values: what is compared with a value that is not there is neither true
 * nor false, and rows for which the whole is not true are left out.
 */
public sealed interface Condition {

    /** How a field and a value are compared. */
    enum Operator {
        EQ("="),
        NE("!="),
        LT("<"),
        LE("<="),
        GT(">"),
        GE(">=");

        private final String sql;

        Operator(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    /**
     * @param path of a field or link
     * @param value Boolean, Number or String, as JSON has them
     */
    record Compare(String path, Operator operator, Object value) implements Condition {}

    /** One of the values; of none, never. */
    record In(String path, List<Object> values) implements Condition {

        public In {
            values = List.copyOf(values);
        }
    }

    /** From the one to the other, both included. */
    record Between(String path, Object least, Object most) implements Condition {}

    /** @param pattern {@code *} for any characters, {@code ?} for one; a backslash before them makes them plain */
    record Like(String path, String pattern) implements Condition {}

    /** There is no value: NULL, no match in the dictionary, or the default of a column that cannot hold NULL. Never unknown. */
    record IsNull(String path) implements Condition {}

    record Not(Condition condition) implements Condition {}

    /** Of none: true. */
    record And(List<Condition> conditions) implements Condition {

        public And {
            conditions = List.copyOf(conditions);
        }
    }

    /** Of none: false. */
    record Or(List<Condition> conditions) implements Condition {

        public Or {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * The dictionary has a row for the link, for which the condition is true. Never unknown.
     *
     * @param path of the link
     * @param condition with paths from the dictionary on
     */
    record Exists(String path, Condition condition) implements Condition {}
}
