package io.caravan.cdr;

import java.util.List;

import io.caravan.hub.deadletter.DeadLetter;

/**
 * Call records for one insert.
 *
 * @param block rows in Native format
 * @param rows how many
 * @param token names exactly these rows of this pull, so that a repeated insert is dropped by the store
 * @param rejected records of the same stretch of the reply that cannot be stored
 */
public record CdrBatch(byte[] block, int rows, String token, List<DeadLetter> rejected) {}
