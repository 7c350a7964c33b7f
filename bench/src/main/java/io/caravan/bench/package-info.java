/** Load, start-up and kill runs: one command each, each with its own fresh servers on free ports. */
package io.caravan.bench;
