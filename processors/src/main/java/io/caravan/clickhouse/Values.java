package io.caravan.clickhouse;

import com.clickhouse.client.api.data_formats.internal.BinaryStreamReader;

/** Values of result rows in types of the JDK alone. */
final class Values {

    private Values() {}

    static Object plain(Object value) {
        if (value instanceof BinaryStreamReader.ArrayValue array) {
            return array.asList();
        }
        if (value instanceof BinaryStreamReader.EnumValue name) {
            return name.toString();
        }
        return value;
    }
}
