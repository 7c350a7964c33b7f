/**
 * Checks, loads and reloads the declarative routes of a project: {@code routes/} and {@code kamelets/}.
 *
 * <p>What is checked is what is loaded: a {@link io.caravan.hub.routes.RouteTree} holds the texts of all files at one
 * moment, {@link io.caravan.hub.routes.RouteCheck} dry-runs it, {@link io.caravan.hub.routes.RouteLoader} takes it over.
 */
package io.caravan.hub.routes;
