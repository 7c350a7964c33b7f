/** Proof that the store holds what the nodes have: the report, the nodes' own totals, the gauges. */
package io.caravan.cdr.reconciliation;
