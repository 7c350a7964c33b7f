package io.caravan.hub;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.cdr.VosNodes;
import io.caravan.cdr.reconciliation.GetReportCustomerFee;
import io.caravan.cdr.reconciliation.NodeTotalsRows;
import io.caravan.cdr.reconciliation.ReconciliationGauges;
import io.caravan.cdr.reconciliation.ReconciliationQuestions;
import io.caravan.cdr.reconciliation.ReconciliationReport;
import io.caravan.cdr.reconciliation.TotalsTurns;
import io.caravan.cdr.reconciliation.Vanished;
import io.caravan.hub.config.HubProperties;

/** The verbs of the reconciliation of call records, by the names routes call them. */
final class CdrReconciliationBeans {

    private CdrReconciliationBeans() {}

    static Map<String, Object> of(HubProperties properties, ObjectMapper json, Clock clock, VosNodes nodes) {
        Duration settle = properties.duration("caravan.cdr.pull.settle");
        return Map.of(
                "reconciliationQuestions", new ReconciliationQuestions(nodes, settle, clock),
                "reconciliationReport", new ReconciliationReport(clock),
                "reconciliationGauges", new ReconciliationGauges(nodes, clock),
                "totalsTurns", new TotalsTurns(properties.duration("caravan.cdr.node-totals.every"), settle, clock),
                "getReportCustomerFee", new GetReportCustomerFee(clock),
                "nodeTotalsRows", new NodeTotalsRows(json, clock),
                "vanished", new Vanished(properties.get("caravan.cdr.vanished")));
    }
}
