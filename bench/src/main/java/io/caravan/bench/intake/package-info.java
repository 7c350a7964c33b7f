/** The intake over HTTP, beside the least that does the same. */
package io.caravan.bench.intake;
