package io.caravan.behavior.realtime;

/**
 * What Redis lacks, read from Kafka again.
 *
 * @param fence where the partition stands before the piece is applied
 */
public record Missing(Fence fence, Piece piece) {}
