/** The verbs of the stream cdr: which windows are due, what a VOS node replies, how a call record becomes a row. */
package io.caravan.cdr;
