package io.caravan.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.bson.Document;

/**
 * A request for one document; checked.
 *
 * @param tenant the only one whose documents the request can see
 * @param body the document, or the patch; null when the request has none
 */
public record ConfigRequest(
        ConfigCollection collection, String tenant, String id, Preconditions conditions, ObjectNode body) {

    /** Finds the document in MongoDB. */
    public Document criteria() {
        return new Document("tenant_id", tenant).append(collection.idField(), id);
    }

    /** The name of the collection in MongoDB. */
    public String stored() {
        return collection.stored();
    }

    /** Where the document is found. */
    public String location() {
        return "/api/v1/config/" + collection.word() + "/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
