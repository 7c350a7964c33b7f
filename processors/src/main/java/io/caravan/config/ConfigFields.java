package io.caravan.config;

import java.util.Set;

/** The fields that the hub keeps in every document. */
final class ConfigFields {

    static final String MONGO_ID = "_id";
    static final String TENANT = "tenant_id";

    /** A whole number, one more with every change. */
    static final String REVISION = "revision";

    static final String CREATED = "created_at";
    static final String UPDATED = "updated_at";

    /** A client may send them back as it has read them; they are ignored. */
    static final Set<String> OF_THE_HUB = Set.of(REVISION, CREATED, UPDATED);

    private ConfigFields() {}
}
