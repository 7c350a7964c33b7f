package io.caravan.hub.routes;

import java.util.List;

/**
 * What {@code GET /api/v1/hub/routes} answers. Times are ISO-8601 in UTC.
 *
 * @param revision of the routes that serve now
 * @param loadedAt since when
 * @param verdict {@code ok}, or {@code refused} while the files on disk hold a change that was not taken over
 * @param refused what was refused; null if nothing is
 * @param routes those that the files define, by id
 */
public record RouteStatus(String revision, String loadedAt, String verdict, Refused refused, List<LoadedRoute> routes) {

    /**
     * A change that was not taken over.
     *
     * @param seenAt when it was refused
     */
    public record Refused(String revision, String seenAt, List<RouteFault> faults) {}

    /**
     * A route that serves.
     *
     * @param stream the group of the route, or the folder under {@code routes/} that holds it
     * @param line where the route starts in its file, 1-based
     * @param state such as {@code Started} or {@code Stopped}
     * @param from where its messages come from, without secrets
     * @param total exchanges completed or failed since the route started; null if the hub does not count
     * @param failed exchanges failed; null if the hub does not count
     * @param inflight exchanges being processed
     */
    public record LoadedRoute(
            String id,
            String stream,
            String description,
            String file,
            int line,
            String state,
            String from,
            Long total,
            Long failed,
            int inflight) {}
}
