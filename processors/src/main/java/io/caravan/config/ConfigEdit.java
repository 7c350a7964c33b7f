package io.caravan.config;

import org.bson.Document;

/**
 * What is to become of a document.
 *
 * @param before as it was read, with its {@code _id}; null: there is none
 * @param after as it is to be stored; null: it is to go
 */
public record ConfigEdit(ConfigRequest request, Document before, Document after) {

    public boolean creates() {
        return before == null;
    }

    /** Finds the document only while nobody has changed it: of two writers one finds it. */
    public Document criteria() {
        return request.criteria()
                .append("_id", before.get(ConfigFields.MONGO_ID))
                .append(ConfigFields.REVISION, before.get(ConfigFields.REVISION));
    }
}
