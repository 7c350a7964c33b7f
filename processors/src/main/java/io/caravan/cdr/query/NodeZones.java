package io.caravan.cdr.query;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.caravan.cdr.VosNode;
import io.caravan.cdr.VosNodes;
import io.caravan.hub.question.RequestParameters;
import io.caravan.hub.question.Zones;

/** The zones in which the nodes' business days begin. */
final class NodeZones {

    private final VosNodes nodes;

    NodeZones(VosNodes nodes) {
        this.nodes = nodes;
    }

    /** The zone of the parameter {@code zone}; else the one that the nodes share; else UTC. */
    ZoneId zone(RequestParameters parameters, List<Integer> asked) {
        return Zones.read(parameters).orElseGet(() -> shared(asked));
    }

    private ZoneId shared(List<Integer> asked) {
        List<VosNode> known = known(asked);
        boolean one =
                known.stream().map(node -> node.zone().getRules()).distinct().count() == 1;
        return one && allKnown(asked, known) ? known.get(0).zone() : ZoneOffset.UTC;
    }

    /** Whether a day in the zone is a business day of each of the nodes; none means all nodes. */
    boolean sameDays(ZoneId zone, List<Integer> asked) {
        return rules(asked).equals(Optional.of(Set.of(zone.getRules())));
    }

    /** The rules of the nodes' zones; empty when the zone of one is not known. */
    Optional<Set<ZoneRules>> rules(List<Integer> asked) {
        List<VosNode> known = known(asked);
        return allKnown(asked, known)
                ? Optional.of(known.stream().map(node -> node.zone().getRules()).collect(Collectors.toSet()))
                : Optional.empty();
    }

    private List<VosNode> known(List<Integer> asked) {
        return nodes.all().stream()
                .filter(node -> asked.isEmpty() || asked.contains(node.id()))
                .toList();
    }

    /** A node that is configured no more may still have records; its zone is forgotten. */
    private static boolean allKnown(List<Integer> asked, List<VosNode> known) {
        return asked.isEmpty() || known.size() == asked.size();
    }
}
