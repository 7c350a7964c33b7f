/** The servers and hubs that a bench starts, and how it waits for and asks them. */
package io.caravan.bench.stack;
