package io.caravan.hub.routes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The names that a route may use in one context, for "did you mean". */
final class KnownNames {
    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    private final CamelContext context;

    KnownNames(CamelContext context) {
        this.context = context;
    }

    Set<String> components() {
        Set<String> names = new TreeSet<>(context.getComponentNames());
        for (String line : lines(SERVICES + "component.properties")) {
            if (line.startsWith("components=")) {
                names.addAll(
                        Arrays.asList(line.substring("components=".length()).split("[ ,]+")));
            }
        }
        return names;
    }

    Set<String> options(String component) {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory(component);
        return factory == null ? Set.of() : factory.propertyNames();
    }

    Set<String> beans() {
        return context.getRegistry().findByTypeWithName(Object.class).keySet();
    }

    /** The words of the route language: steps, entries, expressions. */
    Collection<String> words() {
        Set<String> names = new TreeSet<>();
        for (String line : lines(SERVICES + "model.properties")) {
            if (!line.startsWith("#") && !line.isBlank()) {
                names.add(line.trim());
            }
        }
        Arrays.stream(UnitKind.values())
                .map(UnitKind::key)
                .filter(key -> !key.isEmpty())
                .forEach(names::add);
        return names;
    }

    /** A hint in parentheses with a leading space, or nothing where no name is near. */
    static String didYouMean(String wrong, Collection<String> names) {
        return nearest(wrong, names).map(" (did you mean '%s'?)"::formatted).orElse("");
    }

    private static Optional<String> nearest(String wrong, Collection<String> names) {
        if (wrong.isEmpty()) {
            return Optional.empty();
        }
        int limit = Math.max(2, wrong.length() / 3);
        LevenshteinDistance distance = new LevenshteinDistance(limit);
        String lower = wrong.toLowerCase();
        return names.stream()
                .filter(name -> distance.apply(lower, name.toLowerCase()) >= 0)
                .filter(name -> name.length() > 2 || wrong.length() <= 2)
                .min(Comparator.comparingInt((String name) -> distance.apply(lower, name.toLowerCase()))
                        .thenComparing(name -> name.charAt(0) != wrong.charAt(0))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private Collection<String> lines(String resource) {
        try {
            Set<String> lines = new TreeSet<>();
            for (URL url : Collections.list(getClass().getClassLoader().getResources(resource))) {
                try (BufferedReader reader =
                        new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
                    reader.lines().forEach(lines::add);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource + " of the class path", e);
        }
    }
}
