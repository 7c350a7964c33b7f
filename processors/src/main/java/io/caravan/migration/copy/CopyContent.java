package io.caravan.migration.copy;

/**
 * What some rows amount to; the same for the same rows in any order and any cut into parts.
 *
 * @param rows how many
 * @param sum of the hashes of all of them, modulo 2^64; rows that occur twice count twice
 */
record CopyContent(long rows, String sum) {}
