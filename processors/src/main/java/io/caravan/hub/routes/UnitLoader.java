package io.caravan.hub.routes;

import java.util.Collection;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** Adds one unit to a context; if the context is started, its routes start. */
final class UnitLoader {
    private final CamelContext context;

    UnitLoader(CamelContext context) {
        this.context = context;
    }

    /**
     * @param cuts lines to leave out
     * @throws Exception whatever Camel finds wrong with the unit
     */
    void load(RouteFile file, RouteUnit unit, Collection<LineRange> cuts) throws Exception {
        Resource resource = file.only(unit, cuts);
        for (RoutesBuilder builder : PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(resource))) {
            if (unit.is(UnitKind.ROUTE_CONFIGURATION) && builder instanceof RouteConfigurationsBuilder configurations) {
                context.addRoutesConfigurations(configurations);
            }
            context.addRoutes(builder);
            context.addTemplatedRoutes(builder);
        }
    }
}
