package io.caravan.config;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import org.bson.Document;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/**
 * A question for a page of a tenant's documents, in the order of their ids.
 *
 * @param equal values of fields
 * @param after the last id of the page before; empty: the first page
 * @param total whether to count the documents of all pages
 */
public record ConfigPage(
        ConfigCollection collection, String tenant, Map<String, String> equal, String after, int limit, boolean total) {

    public ConfigPage {
        equal = new TreeMap<>(equal);
    }

    /** All that fit. */
    public Document all() {
        var criteria = new Document("tenant_id", tenant);
        // The operator makes a value of the address a value, whatever it looks like.
        equal.forEach((field, value) -> criteria.append(field, new Document("$eq", value)));
        return criteria;
    }

    /** Those of this page, and the first of the next one. */
    public Document criteria() {
        return after.isEmpty() ? all() : all().append(collection.idField(), new Document("$gt", after));
    }

    public Document order() {
        return new Document(collection.idField(), 1);
    }

    /** One more than the page has tells that another page follows. */
    public int read() {
        return limit + 1;
    }

    /** The name of the collection in MongoDB. */
    public String stored() {
        return collection.stored();
    }

    /** The cursor of the page after the document with this id. */
    String cursor(String last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((question() + ' ' + last).getBytes(StandardCharsets.UTF_8));
    }

    ConfigPage from(String cursor) {
        String[] parts = decode(cursor).split(" ", 2);
        if (parts.length < 2 || parts[1].isEmpty() || !parts[0].equals(question())) {
            throw new ProblemException(Problem.of(
                            400,
                            "bad-cursor",
                            "The request cannot be understood",
                            "cursor: it is not the next of a reply to the same parameters; begin again without it.")
                    .with("parameter", "cursor"));
        }
        return new ConfigPage(collection, tenant, equal, parts[1], limit, total);
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // What the decoder says of it says nothing more.
            return "";
        }
    }

    private String question() {
        return Integer.toHexString((collection.word() + '\n' + tenant + '\n' + equal).hashCode());
    }
}
