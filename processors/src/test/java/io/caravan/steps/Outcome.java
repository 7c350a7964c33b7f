package io.caravan.steps;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.assertj.core.api.SoftAssertions;

import io.caravan.embedded.vos.calls.Truth;
import io.caravan.steps.Nodes.Node;
import io.caravan.testing.ClickHouseQuery;

/** Compares what is stored of nodes whose turns were killed with the truth, and with nodes that nobody disturbed. */
final class Outcome {

    private static final String STORED =
            "SELECT node_id, count(), uniqExact(day, flow_no), sum(fee), sum(hold_time), sumWithOverflow(fingerprint)"
                    + " FROM cdr_current GROUP BY node_id";
    private static final String TRUE =
            "SELECT node_id, concat(toString(count()), ' ', toString(sum(fee)), ' ', toString(sum(hold_time)))"
                    + " FROM cdr_current GROUP BY node_id";
    /** What is stored stands there as it was when records that vanished were not hidden yet: sooner or later in a pull. */
    private static final String LEDGER =
            "SELECT node_id, arraySort(groupArray((account, day, state, records, repeated, fee, hold_time, checksum)))"
                    + " FROM cdr_ledger FINAL WHERE account != '*' GROUP BY node_id";
    /** A bad record may have no day, and is counted for one of those that were asked for together. */
    private static final String REJECTED = "SELECT node_id, arraySort(groupArray((account, rejected))) FROM"
            + " (SELECT node_id, account, sum(rejected) AS rejected FROM cdr_ledger FINAL WHERE account != '*'"
            + " GROUP BY node_id, account) GROUP BY node_id";

    private static final String CHANGES =
            "SELECT node_id, arraySort(groupArray((day, flow_no, kind, fingerprint, fee_before, fee_after,"
                    + " hold_time_before, hold_time_after))) FROM cdr_changes FINAL GROUP BY node_id";

    private final ClickHouseQuery sql;
    private final Nodes nodes;
    private final Map<Scenario, Node> undisturbed;

    Outcome(ClickHouseQuery sql, Nodes nodes, List<Node> undisturbed) {
        this.sql = sql;
        this.nodes = nodes;
        this.undisturbed = undisturbed.stream().collect(Collectors.toMap(Node::scenario, node -> node));
    }

    void check() {
        var softly = new SoftAssertions();
        Map<Integer, String> truly = byNode(TRUE);
        for (Node node : nodes.all()) {
            Truth truth = nodes.truth(node);
            softly.assertThat(truly.get(node.id()))
                    .as("the truth, killed after %s (%s)", node.end(), node.scenario())
                    .isEqualTo(truth.records() + " "
                            + truth.fee().stripTrailingZeros().toPlainString() + " " + truth.holdTime());
        }
        for (String question : List.of(STORED, LEDGER, REJECTED, CHANGES)) {
            Map<Integer, String> answers = byNode(question);
            for (Node node : nodes.all()) {
                softly.assertThat(answers.get(node.id()))
                        .as("%s, killed after %s (%s)", question, node.end(), node.scenario())
                        .isEqualTo(answers.get(undisturbed.get(node.scenario()).id()));
            }
        }
        softly.assertAll();
    }

    private Map<Integer, String> byNode(String question) {
        return sql.lines(question).stream()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(cells -> Integer.valueOf(cells[0]), cells -> cells[1]));
    }
}
