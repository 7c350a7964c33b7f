package io.caravan.clickhouse;

import org.apache.camel.spi.Metadata;

/** Headers of the {@code clickhouse:} component. */
public final class ClickHouseConstants {

    @Metadata(description = "Overrides the endpoint's operation: insert, query or ping.", javaType = "String")
    public static final String OPERATION = "CamelClickHouseOperation";

    @Metadata(description = "Overrides the endpoint's database.", javaType = "String")
    public static final String DATABASE = "CamelClickHouseDatabase";

    @Metadata(description = "Overrides the endpoint's table.", javaType = "String")
    public static final String TABLE = "CamelClickHouseTable";

    @Metadata(description = "Overrides the endpoint's data format.", javaType = "String")
    public static final String FORMAT = "CamelClickHouseFormat";

    @Metadata(
            description =
                    "Names exactly the rows of this insert, such as topic:partition:first-last. Rows sent again under the"
                            + " same token are stored once, within the deduplication window of the table and of its views' targets. Never"
                            + " reuse a token for other rows: they would be dropped without an error.",
            javaType = "String")
    public static final String DEDUPLICATION_TOKEN = "CamelClickHouseDeduplicationToken";

    @Metadata(
            description =
                    "How the bytes of the body are compressed already, as the server's HTTP interface names it: lz4, zstd, gzip,"
                            + " deflate, br, xz, bz2 or snappy. The format says what they are before that.",
            javaType = "String")
    public static final String CONTENT_ENCODING = "CamelClickHouseContentEncoding";

    @Metadata(
            description =
                    "Epoch milliseconds after which the rows of an insert are not sent any more, however often it is tried: who"
                            + " was suspended must not store late what others have stored meanwhile.",
            javaType = "long")
    public static final String NOT_AFTER = "CamelClickHouseNotAfter";

    @Metadata(
            description = "Server settings of this request, over those of the endpoint's setting. options.",
            javaType = "Map<String, String>")
    public static final String SETTINGS = "CamelClickHouseSettings";

    @Metadata(
            description =
                    "Values of the {name:Type} parameters in a query, by name. They never become part of the statement.",
            javaType = "Map<String, Object>")
    public static final String PARAMETERS = "CamelClickHouseParameters";

    @Metadata(
            description =
                    "The id under which the server lists this statement while it runs (system.processes) and later"
                            + " (system.query_log). The server refuses a second one of the same id meanwhile.",
            javaType = "String")
    public static final String QUERY_ID = "CamelClickHouseQueryId";

    @Metadata(
            description =
                    "How many rows an insert wrote, by the server's count: views' rows count, rows dropped as duplicates may"
                            + " count too.",
            javaType = "long")
    public static final String WRITTEN_ROWS = "CamelClickHouseWrittenRows";

    @Metadata(
            description = "How many rows a query read, by the server's count when it began to answer.",
            javaType = "long")
    public static final String READ_ROWS = "CamelClickHouseReadRows";

    @Metadata(description = "Whether the server answered a ping.", javaType = "boolean")
    public static final String PING_OK = "CamelClickHousePingOk";

    private ClickHouseConstants() {}
}
