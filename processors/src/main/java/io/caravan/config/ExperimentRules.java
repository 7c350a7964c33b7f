package io.caravan.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.config.ConfigProblems.Fault;

/** What the groups of an experiment must be together. */
final class ExperimentRules {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private ExperimentRules() {}

    static List<Fault> faults(JsonNode experiment) {
        JsonNode groups = experiment.path("groups");
        Set<String> names = new HashSet<>();
        BigDecimal traffic = BigDecimal.ZERO;
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            JsonNode group = groups.get(i);
            if (!names.add(group.path("name").asText())) {
                faults.add(new Fault("/groups/" + i + "/name", "another group has this name"));
            }
            traffic = traffic.add(group.path("traffic").decimalValue());
        }
        if (traffic.compareTo(ALL) > 0) {
            faults.add(new Fault(
                    "/groups", "their traffic adds up to " + traffic.toPlainString() + " percent, which is over 100"));
        }
        JsonNode control = experiment.path("control_group");
        if (!control.isMissingNode() && !names.contains(control.asText())) {
            faults.add(new Fault("/control_group", "it is none of the groups"));
        }
        return faults;
    }
}
