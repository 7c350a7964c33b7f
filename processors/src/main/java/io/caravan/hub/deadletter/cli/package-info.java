/** {@code ./caravan replay}: a client of a running hub. */
package io.caravan.hub.deadletter.cli;
