/** Backfill: jobs that pull a range of days of a node again, in slices of the node's turns. */
package io.caravan.cdr.sync;
