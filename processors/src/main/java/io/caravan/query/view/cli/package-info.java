/** The command {@code ./caravan query}. */
package io.caravan.query.view.cli;
