/** Events with a known truth, and clients that send them. */
package io.caravan.bench.load;
