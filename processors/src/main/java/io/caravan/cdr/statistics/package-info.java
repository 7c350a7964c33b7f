/** The verbs of the statistics of call records: which days to mark, which to compute, which months to drop. */
package io.caravan.cdr.statistics;
