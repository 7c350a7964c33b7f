/** Kills a hub at every step boundary of a pull, found from the routes. */
package io.caravan.steps;
