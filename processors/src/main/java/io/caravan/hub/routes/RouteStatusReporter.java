package io.caravan.hub.routes;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.apache.camel.util.URISupport;

import io.caravan.hub.routes.RouteChange.PlacedUnit;
import io.caravan.hub.routes.RouteStatus.LoadedRoute;
import io.caravan.hub.routes.RouteStatus.Refused;

/** Tells which routes serve and what was refused; bound as the bean {@code routeStatus}. */
public final class RouteStatusReporter {
    private final CamelContext context;
    private final Supplier<RouteLoader.Loaded> loaded;
    private final Supplier<Optional<RouteReloader.Refusal>> refusal;

    RouteStatusReporter(CamelContext context, RouteLoader loader, RouteReloader reloader) {
        this(context, loader::loaded, reloader::refusal);
    }

    private RouteStatusReporter(
            CamelContext context,
            Supplier<RouteLoader.Loaded> loaded,
            Supplier<Optional<RouteReloader.Refusal>> refusal) {
        this.context = context;
        this.loaded = loaded;
        this.refusal = refusal;
    }

    /** For a context that only checks routes: something for routes to name. */
    static RouteStatusReporter ofNothing(CamelContext context) {
        return new RouteStatusReporter(context, () -> RouteLoader.NOTHING, Optional::empty);
    }

    public RouteStatus status() {
        RouteLoader.Loaded now = loaded.get();
        Refused refused = refusal.get()
                .map(refusal -> new Refused(refusal.revision(), refusal.seenAt().toString(), refusal.faults()))
                .orElse(null);
        return new RouteStatus(
                now.tree().revision(), now.at().toString(), refused == null ? "ok" : "refused", refused, routes(now));
    }

    private List<LoadedRoute> routes(RouteLoader.Loaded loaded) {
        return PlacedUnit.of(loaded.files()).stream()
                .map(PlacedUnit::unit)
                .filter(unit -> unit.is(UnitKind.ROUTE) || unit.is(UnitKind.TEMPLATED_ROUTE))
                .flatMap(unit -> unit.id().map(context::getRoute).map(route -> describe(unit, route)).stream())
                .sorted(Comparator.comparing(LoadedRoute::id))
                .toList();
    }

    private LoadedRoute describe(RouteUnit unit, Route route) {
        String id = route.getRouteId();
        Optional<ManagedRouteMBean> counts = Optional.ofNullable(
                        context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class))
                .map(managed -> managed.getManagedRoute(id));
        return new LoadedRoute(
                id,
                Optional.ofNullable(route.getGroup()).orElseGet(() -> folder(unit)),
                Optional.ofNullable(route.getDescription()).orElse(""),
                unit.file(),
                unit.lines().first(),
                context.getRouteController().getRouteStatus(id).name(),
                URISupport.sanitizeUri(route.getEndpoint().getEndpointUri()),
                counts.map(RouteStatusReporter::total).orElse(null),
                counts.map(RouteStatusReporter::failed).orElse(null),
                context.getInflightRepository().size(id));
    }

    private static String folder(RouteUnit unit) {
        String[] folders = unit.file().split("/");
        return folders.length > 2 ? folders[1] : "";
    }

    private static Long total(ManagedRouteMBean route) {
        try {
            return route.getExchangesTotal();
        } catch (Exception e) {
            throw new IllegalStateException("cannot read the counts of a route", e);
        }
    }

    private static Long failed(ManagedRouteMBean route) {
        try {
            return route.getExchangesFailed();
        } catch (Exception e) {
            throw new IllegalStateException("cannot read the counts of a route", e);
        }
    }
}
