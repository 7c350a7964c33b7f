package io.caravan.hub.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.routes.RouteChange.PlacedUnit;

/**
 * Holds the routes of a running hub and exchanges them for others, all or nothing. Only checked trees belong here: see
 * {@link RouteCheck}. Where nothing but plain routes changed, only those are stopped and started; a change in a route
 * configuration, template, kamelet, rest or bean definition replaces everything.
 */
public final class RouteLoader {
    private static final Logger LOG = LoggerFactory.getLogger(RouteLoader.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final LiveRoutes routes;
    static final Loaded NOTHING = new Loaded(RouteTree.EMPTY, List.of(), Instant.EPOCH);
    private volatile Loaded loaded = NOTHING;

    /** What is loaded, since when. */
    record Loaded(RouteTree tree, List<RouteFile> files, Instant at) {}

    /** @param context of the hub; started or not. Routes loaded before the start start with it. */
    public RouteLoader(CamelContext context) {
        this(context, DRAIN);
    }

    RouteLoader(CamelContext context, Duration drain) {
        routes = new LiveRoutes((ModelCamelContext) context, drain);
    }

    /**
     * Takes over a tree in place of the one before. With a failure, the routes before serve again.
     *
     * @return why the tree could not be taken over; empty if it was
     */
    public synchronized List<RouteFault> load(RouteTree tree) {
        List<RouteFault> unreadable = new ArrayList<>();
        List<RouteFile> files = new RouteFileParser(unreadable::add).parse(tree);
        return unreadable.isEmpty() ? load(tree, files) : unreadable;
    }

    /** @param files those of the tree, parsed */
    synchronized List<RouteFault> load(RouteTree tree, List<RouteFile> files) {
        RouteChange change = RouteChange.between(loaded.files(), files);
        try {
            routes.remove(change.removed());
            routes.add(change.added());
        } catch (RouteLoadException e) {
            LOG.atDebug().setCause(e).log("putting the previous routes back");
            return putBack(change, e.fault());
        } catch (Exception e) {
            LOG.atError().setCause(e).log("cannot stop the previous routes");
            return putBack(change, new RouteFault("routes", 1, "cannot stop the previous routes: " + e.getMessage()));
        }
        loaded = new Loaded(tree, files, Instant.now());
        return List.of();
    }

    Loaded loaded() {
        return loaded;
    }

    private List<RouteFault> putBack(RouteChange change, RouteFault fault) {
        List<RouteFault> faults = new ArrayList<>(List.of(fault));
        List<PlacedUnit> everything = new ArrayList<>(change.added());
        everything.addAll(change.removed());
        try {
            routes.remove(everything);
            routes.add(change.removed());
        } catch (Exception e) {
            LOG.atError().setCause(e).log("the previous routes could not be put back: restart the hub");
            loaded = new Loaded(RouteTree.EMPTY, List.of(), Instant.now());
            faults.add(new RouteFault("routes", 1, "the previous routes could not be put back: restart the hub"));
        }
        return faults;
    }
}
