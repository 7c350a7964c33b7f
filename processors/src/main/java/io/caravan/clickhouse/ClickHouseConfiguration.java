package io.caravan.clickhouse;

import java.util.Map;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Options of the component, which are the defaults of its endpoints, and of an endpoint. */
@UriParams
public class ClickHouseConfiguration extends ClickHouseClientConfiguration implements Cloneable {

    @UriParam
    private String table;

    @UriParam(defaultValue = "INSERT")
    private ClickHouseOperation operation = ClickHouseOperation.INSERT;

    @UriParam(defaultValue = "JSONEachRow")
    private String format = "JSONEachRow";

    @UriParam(defaultValue = "0")
    private int batchSize;

    @UriParam
    private boolean asyncInsert;

    @UriParam(defaultValue = "true")
    private boolean waitForAsyncInsert = true;

    @UriParam(defaultValue = "STREAM")
    private ClickHouseOutputType outputType = ClickHouseOutputType.STREAM;

    @UriParam(prefix = "setting.", multiValue = true)
    private Map<String, Object> settings;

    @UriParam(label = "advanced")
    private boolean repeatable;

    @UriParam(label = "advanced", defaultValue = "3")
    private int maxRetries = 3;

    @UriParam(label = "advanced", defaultValue = "500", javaType = "java.time.Duration")
    private long retryBackoff = 500;

    @UriParam(label = "advanced", defaultValue = "5000", javaType = "java.time.Duration")
    private long retryMaxBackoff = 5_000;

    /** A copy that an endpoint may change. */
    public ClickHouseConfiguration copy() {
        try {
            return (ClickHouseConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getTable() {
        return table;
    }

    /** The table of inserts. It may also stand in the path, as database.table, or in the CamelClickHouseTable header. */
    public void setTable(String table) {
        this.table = table;
    }

    public ClickHouseOperation getOperation() {
        return operation;
    }

    /** What to do with a message: insert, query or ping. */
    public void setOperation(ClickHouseOperation operation) {
        this.operation = operation;
    }

    public String getFormat() {
        return format;
    }

    /** The data format of inserts and query results, such as JSONEachRow, RowBinary, Native, CSV, TSV or Parquet. */
    public void setFormat(String format) {
        this.format = format;
    }

    public int getBatchSize() {
        return batchSize;
    }

    /** How many objects of a List body go into one insert; 0 puts the whole list into one. Each part has a deduplication token of its own, derived from the message's. */
    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public boolean isAsyncInsert() {
        return asyncInsert;
    }

    /** Whether the server collects inserts and stores them together (async_insert). Off is sent too, because servers since 26.3 do it by default. */
    public void setAsyncInsert(boolean asyncInsert) {
        this.asyncInsert = asyncInsert;
    }

    public boolean isWaitForAsyncInsert() {
        return waitForAsyncInsert;
    }

    /** With asyncInsert, whether an insert is acknowledged only when its rows are stored (wait_for_async_insert). */
    public void setWaitForAsyncInsert(boolean waitForAsyncInsert) {
        this.waitForAsyncInsert = waitForAsyncInsert;
    }

    public ClickHouseOutputType getOutputType() {
        return outputType;
    }

    /** The body that a query leaves: an InputStream or a String in the endpoint's format, or a List of Maps. */
    public void setOutputType(ClickHouseOutputType outputType) {
        this.outputType = outputType;
    }

    public Map<String, Object> getSettings() {
        return settings;
    }

    /** Server settings of every request, as setting.name=value; the CamelClickHouseSettings header overrides them. */
    public void setSettings(Map<String, Object> settings) {
        this.settings = settings;
    }

    public boolean isRepeatable() {
        return repeatable;
    }

    /** Whether a request may be sent again though the server may have done it: for tables that take the same rows twice for once, such as a ReplacingMergeTree. It then needs no deduplication token, which a killed server may know though it has lost the rows. */
    public void setRepeatable(boolean repeatable) {
        this.repeatable = repeatable;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    /** How often a request that failed for a passing reason is sent again. Inserts are sent again only if the body can be read again and the message has a deduplication token, the endpoint is repeatable, or the server certainly did nothing. */
    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getRetryBackoff() {
        return retryBackoff;
    }

    /** The wait before the first retry; it doubles with each further one, and up to half of it is left out at random. */
    public void setRetryBackoff(long retryBackoff) {
        this.retryBackoff = retryBackoff;
    }

    public long getRetryMaxBackoff() {
        return retryMaxBackoff;
    }

    /** The longest wait before a retry. */
    public void setRetryMaxBackoff(long retryMaxBackoff) {
        this.retryMaxBackoff = retryMaxBackoff;
    }
}
