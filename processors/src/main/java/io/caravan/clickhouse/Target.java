package io.caravan.clickhouse;

import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;

/** The table of an insert; both names are checked. */
record Target(String database, String table) {

    /** The endpoint's table unless the message's headers say otherwise. */
    static Target of(ClickHouseEndpoint endpoint, Message message) {
        String table = message.getHeader(
                ClickHouseConstants.TABLE, endpoint.getConfiguration().getTable(), String.class);
        if (ObjectHelper.isEmpty(table)) {
            throw new IllegalArgumentException("no table is named: clickhouse:database.table, the table option, or the "
                    + ClickHouseConstants.TABLE + " header");
        }
        return new Target(databaseOf(endpoint, message), Identifiers.check("table", table));
    }

    static String databaseOf(ClickHouseEndpoint endpoint, Message message) {
        String database = message.getHeader(ClickHouseConstants.DATABASE, endpoint.getDatabase(), String.class);
        return Identifiers.check("database", database);
    }

    String quoted() {
        return Identifiers.quote("database", database) + "." + Identifiers.quote("table", table);
    }

    @Override
    public String toString() {
        return database + "." + table;
    }
}
