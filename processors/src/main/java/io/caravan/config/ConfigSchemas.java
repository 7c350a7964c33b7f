package io.caravan.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.caravan.config.ConfigProblems.Fault;
import io.caravan.hub.http.ProblemException;

/** Holds what is to be stored against its collection's schema, and the rules that no schema can tell. */
public final class ConfigSchemas {

    private final Map<ConfigCollection, SchemaFile> files = new EnumMap<>(ConfigCollection.class);
    private final DocumentLimits limits;

    /** @param folder with a file {@code <collection>.schema.json} for each; an edit of one is taken over at the next write */
    public ConfigSchemas(Path folder, DocumentLimits limits) {
        this.limits = limits;
        for (ConfigCollection collection : ConfigCollection.values()) {
            files.put(collection, new SchemaFile(folder.resolve(collection.word() + ".schema.json")));
        }
    }

    /** @throws ProblemException 422 that names each fault by a JSON pointer; 413, 400 when a patch made it too large or deep */
    public void check(ConfigEdit edit) {
        ConfigCollection collection = edit.request().collection();
        ObjectNode document = BsonValues.json(edit.after());
        document.remove(ConfigFields.MONGO_ID);
        document.remove(ConfigFields.OF_THE_HUB);
        limits.check(document);
        List<Fault> faults = new ArrayList<>(files.get(collection).faults(document));
        if (faults.isEmpty() && collection == ConfigCollection.EXPERIMENTS) {
            faults.addAll(ExperimentRules.faults(document));
        }
        if (!faults.isEmpty()) {
            throw ConfigProblems.invalid(faults);
        }
    }
}
