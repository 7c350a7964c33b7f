/** What a bench prints: the machine, tables, figures. */
package io.caravan.bench.report;
