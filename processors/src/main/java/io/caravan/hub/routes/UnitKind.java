package io.caravan.hub.routes;

import java.util.Arrays;
import java.util.Optional;

/** What an entry of a route file defines, in the order in which entries are loaded. */
enum UnitKind {
    BEANS("beans"),
    REST_CONFIGURATION("restConfiguration"),
    ROUTE_CONFIGURATION("routeConfiguration"),
    KAMELET("kamelet"),
    ROUTE_TEMPLATE("routeTemplate"),
    ROUTE("route"),
    FROM("from"),
    REST("rest"),
    TEMPLATED_ROUTE("templatedRoute"),
    /** Belongs to all routes of its file and is never loaded alone. */
    ON_EXCEPTION("onException"),
    ON_COMPLETION("onCompletion"),
    INTERCEPT("intercept"),
    INTERCEPT_FROM("interceptFrom"),
    INTERCEPT_SEND_TO_ENDPOINT("interceptSendToEndpoint"),
    ERROR_HANDLER("errorHandler"),
    /** Not a word of the language; Camel names the fault. */
    UNKNOWN("");

    private final String key;

    UnitKind(String key) {
        this.key = key;
    }

    static UnitKind of(String key) {
        String camelCase = YamlNodes.camelCase(key);
        Optional<UnitKind> known = Arrays.stream(values())
                .filter(kind -> kind.key.equals(camelCase) && kind != KAMELET)
                .findFirst();
        return known.orElse(UNKNOWN);
    }

    String key() {
        return key;
    }

    /** Whether the entry applies to every route of its file. */
    boolean isFileScoped() {
        return compareTo(ON_EXCEPTION) >= 0 && this != UNKNOWN;
    }

    /** Whether the entry becomes one route, so that it can be replaced without touching any other. */
    boolean isPlainRoute() {
        return this == ROUTE;
    }

    boolean isTemplate() {
        return this == KAMELET || this == ROUTE_TEMPLATE;
    }
}
