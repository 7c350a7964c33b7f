package io.caravan.migration;

import io.caravan.migration.copy.CopyNames;

/**
 * A table as {@code system.tables} has it.
 *
 * @param policy its storage policy; empty for tables without parts
 */
record TableFacts(String database, String name, String engine, String engineFull, String policy) {

    TableName table() {
        return new TableName(database, name);
    }

    TableFacts named(String newName) {
        return new TableFacts(database, newName, engine, engineFull, policy);
    }

    boolean isMergeTree() {
        return engine.endsWith("MergeTree");
    }

    boolean isDistributed() {
        return engine.equals("Distributed");
    }

    /** Why nothing can be done to the table; null when something can. */
    String unfit() {
        if (name.startsWith(".inner")) {
            return "it holds the rows of a materialized view";
        } else if (name.startsWith(MigrationProbes.PREFIX)) {
            return "a migration makes it and drops it again";
        } else if (CopyNames.isOwn(name)) {
            return "it belongs to the copy of another table";
        } else if (isMergeTree()) {
            return null;
        }
        return switch (engine) {
            case "View", "MaterializedView", "LiveView", "WindowView" -> "a view holds no rows of its own";
            case "Distributed" -> "its rows are in its local tables";
            case "Dictionary" -> "a dictionary is loaded from its source";
            case "Kafka", "RabbitMQ", "NATS", "S3Queue", "AzureQueue", "FileLog" ->
                "it reads from elsewhere and holds no rows";
            default -> "tables of the engine " + engine + " have no storage policy; only the MergeTree family has";
        };
    }
}
