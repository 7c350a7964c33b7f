package io.caravan.migration.cli;

/**
 * Where migrations are worked on.
 *
 * @param client asks there
 * @param own the hub of this command; null for one that runs without it
 */
record Place(MigrationClient client, OwnHub own) implements AutoCloseable {

    boolean isOwn() {
        return own != null;
    }

    @Override
    public void close() throws Exception {
        if (own != null) {
            own.close();
        }
    }
}
