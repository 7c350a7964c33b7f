package io.caravan.config;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.bson.Document;

/** JSON Merge Patch (RFC 7396), applied to the document itself: what the patch does not name keeps its type in MongoDB. */
final class MergePatch {

    private MergePatch() {}

    static Document apply(Map<?, ?> target, JsonNode patch) {
        var merged = new Document();
        target.forEach((name, value) -> merged.put(String.valueOf(name), value));
        patch.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                merged.remove(field.getKey());
            } else if (value.isObject()) {
                merged.put(
                        field.getKey(),
                        apply(merged.get(field.getKey()) instanceof Map<?, ?> below ? below : Map.of(), value));
            } else {
                merged.put(field.getKey(), BsonValues.of(value));
            }
        });
        return merged;
    }
}
