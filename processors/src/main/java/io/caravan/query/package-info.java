/**
 * Questions about wide tables and their dictionaries: a {@link io.caravan.query.View} says what may be asked, a
 * {@link io.caravan.query.Query} asks, and the {@link io.caravan.query.Planner} makes a {@link io.caravan.query.Plan} of both,
 * which is SQL with typed parameters. Nothing here needs the hub.
 */
package io.caravan.query;
