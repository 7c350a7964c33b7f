package io.caravan.behavior;

import java.util.Base64;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

import io.caravan.hub.http.ApiGate;
import io.caravan.hub.http.ProblemException;

/** An event in the query of an image's address: for pages without scripts, and for mails. */
public final class Pixel {

    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private static final Set<String> CONTEXT =
            Set.of("device_type", "deviceType", "os", "location", "ip", "user_agent", "userAgent");

    /** Not of the event: the key, and what only keeps caches from answering. */
    private static final Set<String> IGNORED = Set.of(ApiGate.PARAMETER, "_");

    private final ObjectMapper json;

    public Pixel(ObjectMapper json) {
        this.json = json;
    }

    /** Sets the event as the body; fields of the context stand beside the others in the query. */
    public void read(Exchange exchange) throws JsonProcessingException {
        ObjectNode event = json.createObjectNode();
        for (Map.Entry<String, String> parameter :
                exchange.getMessage(HttpMessage.class).getRequest().params()) {
            String name = parameter.getKey();
            if (CONTEXT.contains(name)) {
                event.withObjectProperty("context").put(name, parameter.getValue());
            } else if (name.equals("extra_data") || name.equals("extraData")) {
                event.set(name, json(name, parameter.getValue()));
            } else if (!IGNORED.contains(name)) {
                event.put(name, parameter.getValue());
            }
        }
        exchange.getMessage().setBody(json.writeValueAsBytes(event));
    }

    /** The smallest transparent image. */
    public byte[] image() {
        return GIF.clone();
    }

    private com.fasterxml.jackson.databind.JsonNode json(String name, String value) {
        try {
            return json.readTree(value);
        } catch (JsonProcessingException e) {
            throw ProblemException.badRequest("malformed-json", name + " is no JSON.");
        }
    }
}
