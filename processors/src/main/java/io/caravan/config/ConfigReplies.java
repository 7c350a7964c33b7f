package io.caravan.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.bson.Document;

import io.caravan.hub.http.ProblemException;

/** Documents as clients see them. */
public final class ConfigReplies {

    /** @throws ProblemException 404 when there is none */
    public JsonNode found(Document document) {
        if (document == null) {
            throw ConfigProblems.unknown();
        }
        return shown(document);
    }

    public JsonNode shown(Document document) {
        var json = BsonValues.json(document);
        json.remove(ConfigFields.MONGO_ID);
        return json;
    }

    public String etag(Document document) {
        return ETags.of(document);
    }

    /** Whether the client has this version already. */
    public boolean unchanged(ConfigRequest request, Document document) {
        return request.conditions().knows(ETags.of(document));
    }

    /** @param total null when it was not asked for */
    public Map<String, Object> page(ConfigPage page, List<Document> documents, Long total) {
        boolean more = documents.size() > page.limit();
        List<Document> shown = more ? documents.subList(0, page.limit()) : documents;
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put(page.collection().word(), shown.stream().map(this::shown).toList());
        reply.put("count", shown.size());
        if (total != null) {
            reply.put("total", total);
        }
        reply.put(
                "next",
                more
                        ? page.cursor(shown.get(page.limit() - 1)
                                .getString(page.collection().idField()))
                        : null);
        return reply;
    }
}
