package io.caravan.clickhouse;

import java.util.Arrays;

import com.clickhouse.data.ClickHouseFormat;

/** Data formats by their names in ClickHouse. */
final class Formats {

    private Formats() {}

    static ClickHouseFormat of(String name) {
        return Arrays.stream(ClickHouseFormat.values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name
                        + "' is no data format; JSONEachRow, RowBinary, Native, CSV, TSV and Parquet are some"));
    }
}
