package io.caravan.clickhouse;

import com.clickhouse.client.api.Client;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How to reach the server. Endpoints whose values are equal share one client. */
@UriParams
public class ClickHouseClientConfiguration {

    @UriParam
    private String serverUrl;

    @UriParam(label = "security", defaultValue = "default")
    private String username = "default";

    @UriParam(label = "security", secret = true)
    private String password;

    @UriParam(label = "security")
    private boolean ssl;

    @UriParam
    private boolean compression;

    @UriParam(label = "advanced")
    @Metadata(autowired = true)
    private Client client;

    @UriParam(label = "advanced", defaultValue = "5000", javaType = "java.time.Duration")
    private long connectTimeout = 5_000;

    @UriParam(label = "advanced", defaultValue = "300000", javaType = "java.time.Duration")
    private long socketTimeout = 300_000;

    @UriParam(label = "advanced", defaultValue = "2000", javaType = "java.time.Duration")
    private long keepAliveTimeout = 2_000;

    @UriParam(label = "advanced", defaultValue = "20")
    private int maxConnections = 20;

    public String getServerUrl() {
        return serverUrl;
    }

    /** The server's HTTP address, such as http://localhost:8123, without user or password. Needed unless a client is given. */
    public void setServerUrl(String serverUrl) {
        this.serverUrl = serverUrl;
    }

    public String getUsername() {
        return username;
    }

    /** The user. */
    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    /** The user's password. */
    public void setPassword(String password) {
        this.password = password;
    }

    public boolean isSsl() {
        return ssl;
    }

    /** Whether to connect over HTTPS; the server's certificate must be one that the JVM trusts. */
    public void setSsl(boolean ssl) {
        this.ssl = ssl;
    }

    public boolean isCompression() {
        return compression;
    }

    /** Whether to send the rows of inserts compressed (LZ4). */
    public void setCompression(boolean compression) {
        this.compression = compression;
    }

    public Client getClient() {
        return client;
    }

    /** A client shared with others, used in place of one of the component's own: then serverUrl, username, password, ssl and the options of the connection are ignored. It is never closed here. */
    public void setClient(Client client) {
        this.client = client;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /** How long to wait for a connection to the server. */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getSocketTimeout() {
        return socketTimeout;
    }

    /** How long the server may be silent before its answer is given up. */
    public void setSocketTimeout(long socketTimeout) {
        this.socketTimeout = socketTimeout;
    }

    public long getKeepAliveTimeout() {
        return keepAliveTimeout;
    }

    /** How long an idle connection is kept. It must be shorter than the server's keep_alive_timeout (3 seconds in older versions), or requests are sent into closed connections. */
    public void setKeepAliveTimeout(long keepAliveTimeout) {
        this.keepAliveTimeout = keepAliveTimeout;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    /** The most connections at a time; a request waits up to 10 seconds for a free one. */
    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }
}
