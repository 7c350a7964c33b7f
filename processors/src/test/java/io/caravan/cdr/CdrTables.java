package io.caravan.cdr;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

/** The tables of the stream cdr as the hub makes them. */
final class CdrTables {

    private CdrTables() {}

    static void create(ClickHouseQuery database) throws IOException {
        for (String file : List.of("V1__call_records.sql", "V3__cdr_reconciliation.sql")) {
            String statements = Files.readString(TestServers.home().resolve("sql/clickhouse/" + file));
            for (String statement : statements.split(";\\n")) {
                if (!statement.isBlank()) {
                    database.ask(statement);
                }
            }
        }
    }
}
