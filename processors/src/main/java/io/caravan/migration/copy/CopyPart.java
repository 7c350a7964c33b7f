package io.caravan.migration.copy;

/**
 * An active part.
 *
 * @param hash of all its files, as the server keeps it
 * @param uuid all zeros unless the table gives its parts one
 */
record CopyPart(String partition, String name, long rows, String hash, String uuid) {

    /** Parts with the same have the same bytes. */
    String identity() {
        return rows + ":" + hash;
    }
}
