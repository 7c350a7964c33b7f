package io.caravan.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.cdr.CallResends;
import io.caravan.cdr.KeptDays;
import io.caravan.cdr.VosNodes;
import io.caravan.cdr.files.CdrFiles;
import io.caravan.cdr.files.FileRows;
import io.caravan.cdr.files.FilesTurn;
import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.lease.Leases;

/** The verbs for call records that no pull brings, from files and dead letters, by the names routes call them. */
final class CdrFilesBeans {

    private static final String FOLDER = "caravan.cdr.files.folder";

    private CdrFilesBeans() {}

    /** @throws ConfigException when the folder cannot be made */
    static Map<String, Object> of(
            HubProperties properties,
            ObjectMapper json,
            Clock clock,
            VosNodes nodes,
            Leases leases,
            BooleanSupplier storeIsThere) {
        if (!properties.isEmpty(FOLDER)) {
            makeFolder(folder(properties));
        }
        var turn = new FilesTurn(leases, properties.duration("caravan.cdr.pull.lease"), storeIsThere);
        int batchRows = properties.integer("caravan.cdr.store.batch-rows");
        var kept = new KeptDays(properties.integer("caravan.cdr.retention.months"), clock);
        return Map.of(
                "filesTurn", turn,
                "cdrFiles", new CdrFiles(nodes, turn, batchRows, kept, clock),
                "fileRows", new FileRows(json),
                "callResends", new CallResends(nodes, kept, clock));
    }

    /** Where files are dropped; of no meaning when that is switched off. */
    static Path folder(HubProperties properties) {
        return properties.path(FOLDER).toAbsolutePath().normalize();
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigException(FOLDER + " = " + folder + ": the folder cannot be made: " + e.getMessage(), e);
        }
    }
}
