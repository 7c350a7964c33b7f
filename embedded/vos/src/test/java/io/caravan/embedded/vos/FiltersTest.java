package io.caravan.embedded.vos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The optional filters of GetCdr. */
class FiltersTest extends SimulatorTest {

    private static final String ACCOUNT = "Acme Telecom (HK) 3";

    private List<JsonNode> all;
    private JsonNode sample;

    @BeforeEach
    void askForAll() throws Exception {
        all = shanghai.cdrs(ACCOUNT, YESTERDAY, YESTERDAY);
        sample = all.stream()
                .filter(cdr -> !text(cdr, "calleeGateway").isEmpty())
                .filter(cdr -> !text(cdr, "callerE164").equals(text(cdr, "callerAccessE164")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void byNumberAsProcessedOrAsReceived() throws Exception {
        for (String side : List.of("caller", "callee")) {
            for (String field : List.of(side + "E164", side + "AccessE164")) {
                String number = text(sample, field);
                assertThat(filtered(Map.of(side + "E164", number)))
                        .contains(sample)
                        .isEqualTo(those(cdr -> text(cdr, side + "E164").equals(number)
                                || text(cdr, side + "AccessE164").equals(number)));
            }
        }
        assertThat(filtered(Map.of("calleeE164", text(sample, "calleeE164").substring(1))))
                .isEmpty();
    }

    @Test
    void byGatewayThatTheNodeLists() throws Exception {
        for (String filter : List.of("callerGateway", "calleeGateway")) {
            boolean caller = filter.startsWith("caller");
            List<JsonNode> parts = new ArrayList<>();
            JsonNode listed = caller
                    ? shanghai.ask("GetGatewayMapping", Map.of()).get("infoGatewayMappings")
                    : shanghai.ask("GetGatewayRouting", Map.of()).get("infoGatewayRoutings");
            for (JsonNode gateway : listed) {
                List<JsonNode> part = filtered(Map.of(filter, text(gateway, "name")));
                assertThat(part).isEqualTo(those(cdr -> text(cdr, filter).equals(text(gateway, "name"))));
                parts.addAll(part);
            }
            assertThat(parts)
                    .as("the %s parts make the whole, but for calls that never left", filter)
                    .containsExactlyInAnyOrderElementsOf(
                            those(cdr -> !text(cdr, filter).isEmpty()));
        }
    }

    @Test
    void together() throws Exception {
        String gateway = text(sample, "calleeGateway");
        String caller = text(sample, "callerE164");
        assertThat(filtered(Map.of("calleeGateway", gateway, "callerE164", caller)))
                .contains(sample)
                .isEqualTo(those(cdr -> text(cdr, "calleeGateway").equals(gateway)
                        && text(cdr, "callerE164").equals(caller)));
    }

    @Test
    void nullAndEmptyDoNotFilter() throws Exception {
        Map<String, String> nothing = new HashMap<>();
        nothing.put("callerE164", null);
        nothing.put("calleeGateway", "");
        assertThat(filtered(nothing)).isEqualTo(all);
    }

    private List<JsonNode> filtered(Map<String, String> filters) throws Exception {
        return shanghai.cdrs(ACCOUNT, YESTERDAY, YESTERDAY, filters);
    }

    private List<JsonNode> those(Predicate<JsonNode> wanted) {
        return all.stream().filter(wanted).toList();
    }

    private static String text(JsonNode cdr, String field) {
        return cdr.get(field).textValue();
    }
}
