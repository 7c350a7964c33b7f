package io.caravan.hub;

import java.util.Map;

import io.caravan.hub.config.HubProperties;
import io.caravan.migration.copy.TableCopies;

/** The verbs of copying tables to another storage policy, by the names routes call them. */
final class MigrationCopyBeans {

    private MigrationCopyBeans() {}

    static Map<String, Object> of(HubProperties properties) {
        return Map.of("tableCopies", new TableCopies(properties.duration("caravan.migration.copy.patience")));
    }
}
