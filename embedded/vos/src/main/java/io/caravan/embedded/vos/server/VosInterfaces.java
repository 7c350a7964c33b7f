package io.caravan.embedded.vos.server;

import java.util.Map;
import java.util.Optional;

/** The interfaces a simulated node has, by name. */
final class VosInterfaces {

    /** Answers HTTP 200 without a body, as the node that was probed did. */
    static final String SILENT = "GetInterfaceList";

    private static final Map<String, VosInterface> BY_NAME = Map.of(
            GetCdr.NAME,
            new GetCdr(),
            "GetReportCustomerFee",
            new GetReportCustomerFee(),
            "GetAllCustomers",
            CustomerInterfaces::getAllCustomers,
            "GetCustomer",
            CustomerInterfaces::getCustomer,
            "GetGatewayMapping",
            GatewayInterfaces::getGatewayMapping,
            "GetGatewayRouting",
            GatewayInterfaces::getGatewayRouting,
            "GetPhone",
            VosInterfaces::getPhone);

    private VosInterfaces() {}

    static Optional<VosInterface> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Reply getPhone(Question question) throws VosError {
        if (question.texts("e164s").isEmpty() && question.texts("accounts").isEmpty()) {
            throw VosError.missingParameters();
        }
        return json -> {
            json.writeArrayFieldStart("infoPhones");
            json.writeEndArray();
        };
    }
}
