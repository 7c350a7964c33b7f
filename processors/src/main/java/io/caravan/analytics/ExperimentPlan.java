package io.caravan.analytics;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.bson.Document;

/**
 * What MongoDB's document says of an experiment.
 *
 * @param control the group that others are compared with
 * @param traffic share of the users that each group is to get, of any sum
 */
record ExperimentPlan(Optional<String> control, Map<String, Double> traffic) {

    /** @param document null when there is none */
    static ExperimentPlan of(Document document) {
        Map<String, Double> traffic = new LinkedHashMap<>();
        if (document == null) {
            return new ExperimentPlan(Optional.empty(), traffic);
        }
        if (document.get("groups") instanceof List<?> groups) {
            for (Object each : groups) {
                if (each instanceof Document group
                        && group.get("name") instanceof String name
                        && group.get("traffic") instanceof Number share) {
                    traffic.put(name, share.doubleValue());
                }
            }
        }
        String control = document.get("control_group") instanceof String name ? name : null;
        return new ExperimentPlan(Optional.ofNullable(control), traffic);
    }

    /** The group to compare with: the planned one, else one that is called so. */
    Optional<String> control(Collection<String> groups) {
        return control.filter(groups::contains)
                .or(() -> groups.stream()
                        .filter(name -> name.equalsIgnoreCase("control"))
                        .findFirst())
                .or(() -> groups.stream()
                        .filter(name -> name.equalsIgnoreCase("A"))
                        .findFirst());
    }

    /** Of each of the groups; the same for all when it is not planned for each of them. */
    List<Double> shares(Collection<String> groups) {
        boolean planned = traffic.keySet().containsAll(groups);
        return groups.stream().map(name -> planned ? traffic.get(name) : 1.0).toList();
    }
}
