package io.caravan.hub.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A place where a unit names an endpoint.
 *
 * @param consumes whether a route starts from it
 * @param scheme name of the component, may hold placeholders
 * @param path what follows the scheme, without options; empty if the options name everything
 * @param options those of the URI and those under {@code parameters:}, by name
 * @param line of the URI, 1-based
 */
record EndpointUse(
        RouteUnit unit, boolean consumes, String scheme, String path, Map<String, String> options, int line) {
    private static final Set<String> URI_KEYS = Set.of("from", "to", "toD", "wireTap", "deadLetterUri", "kamelet");

    static List<EndpointUse> in(RouteUnit unit) {
        List<EndpointUse> uses = new ArrayList<>();
        YamlNodes.walk(unit.node(), (key, value) -> {
            String uri = URI_KEYS.contains(key) ? YamlNodes.text(value).orElse(null) : null;
            Node place = value;
            if (value instanceof MappingNode && !key.equals("parameters")) {
                String name = key.equals("kamelet") ? "name" : "uri";
                uri = YamlNodes.textAt(value, name).orElse(null);
                place = YamlNodes.at(value, name).orElse(value);
            }
            if (uri != null && !uri.isBlank()) {
                uses.add(of(unit, key, uri.strip(), value, YamlNodes.line(place)));
            }
        });
        return uses;
    }

    boolean is(String... schemes) {
        return Set.of(schemes).contains(scheme);
    }

    /** The path, or the option that stands for it. */
    String name(String option) {
        return path.isEmpty() ? options.getOrDefault(option, "") : path;
    }

    private static EndpointUse of(RouteUnit unit, String key, String uri, Node value, int line) {
        String whole = key.equals("kamelet") ? "kamelet:" + uri : uri;
        String beforeQuery = whole.contains("?") ? StringHelper.before(whole, "?") : whole;
        String scheme = beforeQuery.contains(":") ? StringHelper.before(beforeQuery, ":") : beforeQuery;
        String path = beforeQuery.contains(":") ? StringHelper.after(beforeQuery, ":") : "";
        Map<String, String> options = new HashMap<>(query(whole));
        YamlNodes.at(value, "parameters").map(YamlNodes::texts).ifPresent(options::putAll);
        return new EndpointUse(unit, key.equals("from"), scheme, path.replaceFirst("^//", ""), options, line);
    }

    /** Read by hand: values may hold placeholders and expressions, which a URI parser refuses. */
    private static Map<String, String> query(String uri) {
        Map<String, String> options = new HashMap<>();
        if (uri.contains("?")) {
            for (String option : StringHelper.after(uri, "?").split("&")) {
                options.put(option.split("=", 2)[0], option.contains("=") ? option.split("=", 2)[1] : "");
            }
        }
        return options;
    }
}
