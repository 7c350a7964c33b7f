package io.caravan.clickhouse;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.clickhouse.client.api.data_formats.RowBinaryFormatSerializer;
import com.clickhouse.client.api.data_formats.internal.SerializerUtils;
import com.clickhouse.client.api.metadata.ColumnToMethodMatchingStrategy;
import com.clickhouse.client.api.metadata.DefaultColumnToMethodMatchingStrategy;
import com.clickhouse.client.api.metadata.TableSchema;
import com.clickhouse.client.api.serde.POJOFieldSerializer;
import com.clickhouse.data.ClickHouseColumn;
import com.clickhouse.data.ClickHouseFormat;

/**
 * How objects of one class become rows of one table: by a getter, or a record's component, for each column of that name.
 *
 * @param columns quoted names of the columns that the class has values for; the others get their defaults
 * @param serializers one for each of the columns, in their order
 */
record PojoTable(ClickHouseFormat format, List<String> columns, List<POJOFieldSerializer> serializers) {

    private static final ColumnToMethodMatchingStrategy NAMES = DefaultColumnToMethodMatchingStrategy.INSTANCE;

    /** @throws IllegalArgumentException when no getter of the class matches a column */
    static PojoTable of(Class<?> type, TableSchema schema) {
        Map<String, Method> getters = gettersOf(type);
        List<String> columns = new ArrayList<>();
        List<POJOFieldSerializer> serializers = new ArrayList<>();
        for (ClickHouseColumn column : schema.getColumns()) {
            Method getter = getters.get(NAMES.normalizeColumnName(column.getColumnName()));
            if (getter != null && insertable(column)) {
                columns.add(Identifiers.quoteColumn(column.getColumnName()));
                serializers.add(serializer(getter, column, schema.hasDefaults()));
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("no getter of " + type.getName() + " matches a column of the table");
        }
        ClickHouseFormat format =
                schema.hasDefaults() ? ClickHouseFormat.RowBinaryWithDefaults : ClickHouseFormat.RowBinary;
        return new PojoTable(format, List.copyOf(columns), List.copyOf(serializers));
    }

    private static POJOFieldSerializer serializer(Method getter, ClickHouseColumn column, boolean withDefaults) {
        return (object, out) -> {
            Object value = getter.invoke(object);
            if (RowBinaryFormatSerializer.writeValuePreamble(out, withDefaults, column, value)) {
                SerializerUtils.serializeData(out, value, column);
            }
        };
    }

    private static Map<String, Method> gettersOf(Class<?> type) {
        Map<String, Method> getters = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0 && method.getDeclaringClass() != Object.class) {
                if (NAMES.isGetter(method.getName())) {
                    getters.put(NAMES.normalizeMethodName(method.getName()), method);
                } else if (type.isRecord()) {
                    getters.put(NAMES.normalizeColumnName(method.getName()), method);
                }
            }
        }
        return getters;
    }

    private static boolean insertable(ClickHouseColumn column) {
        return !column.hasDefault() || column.getDefaultValue() == ClickHouseColumn.DefaultValue.DEFAULT;
    }
}
