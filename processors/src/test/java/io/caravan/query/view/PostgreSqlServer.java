package io.caravan.query.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A real PostgreSQL of a test's own. Its owner needs no password, a reader the right one. */
final class PostgreSqlServer implements AutoCloseable {

    static final String HOST = "127.0.0.1";
    static final String DATABASE = "postgres";
    static final String USER = "reader";

    /** With blanks and signs, over which connection strings trip. */
    static final String PASSWORD = "open = $ESAME; \"please\"";

    private static final String ACCESS = """
            host all postgres all trust
            host all all all scram-sha-256
            """;

    private final EmbeddedPostgres server;
    private final DataSource owner;

    /** @param folder for its data; empty */
    PostgreSqlServer(Path folder) throws IOException {
        Path access = Files.writeString(folder.resolve("access.conf"), ACCESS);
        server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setLocaleConfig("locale", "C")
                .setServerConfig("hba_file", access.toString())
                .setServerConfig("max_connections", "30")
                // Few have a ClickHouse there.
                .setServerConfig("timezone", "Pacific/Chatham")
                // Only a machine that is very busy needs as long.
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        owner = server.getPostgresDatabase();
        run("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'", "GRANT pg_read_all_data TO " + USER);
    }

    int port() {
        return server.getPort();
    }

    void run(String... statements) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refuses a statement of the test", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
