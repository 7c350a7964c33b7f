package io.caravan.cdr.query;

import java.util.Arrays;
import java.util.List;

import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.Granularity;
import io.caravan.hub.question.RequestParameters;

/** What statistics can be divided by. */
enum StatsGroup {
    HOUR("hour", ""),
    DAY("day", ""),
    MONTH("month", ""),
    NODE("node", "node_id"),
    ACCOUNT("account", "account"),
    CALLER_GATEWAY("callerGateway", "caller_gateway"),
    CALLEE_GATEWAY("calleeGateway", "callee_gateway");

    private final String label;
    private final String column;

    StatsGroup(String label, String column) {
        this.label = label;
        this.column = column;
    }

    /** Its name in {@code groupBy} and in the reply. */
    String label() {
        return label;
    }

    /** Its column; empty for a division of time. */
    String column() {
        return column;
    }

    boolean ofTime() {
        return column.isEmpty();
    }

    /** Of a division of time. */
    Granularity granularity() {
        return Granularity.valueOf(name());
    }

    /** The parameter {@code groupBy}: names with commas, of time at most one; nothing means totals alone. */
    static List<StatsGroup> read(RequestParameters parameters) {
        List<StatsGroup> groups = parameters.list("groupBy").stream()
                .map(StatsGroup::of)
                .distinct()
                .toList();
        if (groups.stream().filter(StatsGroup::ofTime).count() > 1) {
            throw BadParameter.of("groupBy", "one of hour, day and month at most is");
        }
        return groups;
    }

    private static StatsGroup of(String name) {
        return Arrays.stream(values())
                .filter(group -> group.label.equals(name))
                .findFirst()
                .orElseThrow(() -> BadParameter.of(
                        "groupBy",
                        "one or several of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(values())
                                                .map(StatsGroup::label)
                                                .toList()) + " are"));
    }
}
