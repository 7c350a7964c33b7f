/** The proof of the stream behavior: a known truth, everything killed, all compared. */
package io.caravan.behavior.proof;
