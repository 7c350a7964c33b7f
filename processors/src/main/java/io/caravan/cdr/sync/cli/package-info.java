/** {@code ./caravan sync}: a client of a running hub. */
package io.caravan.cdr.sync.cli;
