/** What is left after random kills: truth against store. */
package io.caravan.bench.kill;
