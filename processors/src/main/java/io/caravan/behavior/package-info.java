/** The verbs of the stream behavior: what an event is, which ones are accepted, how they become rows. */
package io.caravan.behavior;
