package io.caravan.query;

import java.util.List;

/** Attributes of ClickHouse's dictionaries by key, without a join. NULL where there is no such key. */
final class Lookup {

    private static final String SIMPLE_KEY = "UInt64";

    private Lookup() {}

    /** Whether all that lies between is a dictionary. */
    static boolean possible(Value value) {
        return !value.own()
                && value.chain().stream().allMatch(link -> link.target().dictionary())
                && value.field().source() instanceof Field.Column;
    }

    static String sql(Value value, Selection selection) {
        List<Link> chain = value.chain();
        Link last = chain.get(chain.size() - 1);
        Value key = new Value("", chain.subList(0, chain.size() - 1), last.column(), "");
        String attribute = ((Field.Column) value.field().source()).name();
        if (key.own()) {
            return get(last.target(), attribute, selection.expression(key), key.field());
        }
        return get(last.target(), attribute, sql(key, selection), nullable(key.field()));
    }

    private static Field nullable(Field field) {
        return field.nullable()
                ? field
                : new Field(field.name(), field.source(), "Nullable(" + field.type() + ")", "NULL");
    }

    private static String get(Place dictionary, String attribute, String key, Field keyField) {
        String name =
                dictionary.database().isEmpty() ? dictionary.name() : dictionary.database() + "." + dictionary.name();
        String plain = keyField.nullable() ? "assumeNotNull(" + key + ")" : key;
        String wanted = simple(keyField) ? "toUInt64(" + plain + ")" : "tuple(" + plain + ")";
        String get = "dictGetOrNull(" + Sql.text(name) + ", " + Sql.text(attribute) + ", " + wanted + ")";
        return keyField.nullable() ? "if(isNull(" + key + "), NULL, " + get + ")" : get;
    }

    /** Dictionaries with one whole number as their key are asked by the number, others by a tuple. */
    private static boolean simple(Field key) {
        return ColumnType.of(key.type()).family().equals(SIMPLE_KEY);
    }
}
