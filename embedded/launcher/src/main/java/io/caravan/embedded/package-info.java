/**
 * Starts real servers as processes of their own: ClickHouse, Kafka, Redis, S3, a MongoDB stand-in and the VOS simulator.
 *
 * <p>Every server listens on 127.0.0.1 only, keeps its data and log under one folder, and ends within two seconds of the
 * process that started it, even when that one is killed with {@code kill -9}.
 */
package io.caravan.embedded;
