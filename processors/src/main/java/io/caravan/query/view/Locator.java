package io.caravan.query.view;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.caravan.query.view.Definition.LinkDefinition;
import io.caravan.query.view.Definition.Reference;

/** Finds the tables and dictionaries that a view names. */
final class Locator {

    private final Schema schema;
    private final Verdicts verdicts;
    private final boolean planned;

    /** @param planned whether a dictionary that has a source counts as made */
    Locator(Schema schema, Verdicts verdicts, boolean planned) {
        this.schema = schema;
        this.verdicts = verdicts;
        this.planned = planned;
    }

    /** Empty when there is none; that is told. */
    Optional<Located> find(Reference reference) throws IOException {
        Optional<Located> found = look(reference);
        if (found.isEmpty() && !reference.name().text().isEmpty()) {
            missing(reference);
        }
        return found;
    }

    /** The target of a link. */
    Optional<Located> find(Reference reference, LinkDefinition link, Optional<String> linkType) throws IOException {
        if (planned && link.source().isPresent()) {
            return linkType.flatMap(type ->
                    PlannedDictionary.of(link, type, verdicts).map(dictionary -> dictionary.located(reference)));
        }
        Optional<Located> found = look(reference);
        if (found.isEmpty() && link.source().isPresent()) {
            verdicts.add(
                    reference.name().line(),
                    "there is no dictionary " + reference + " yet; query --ddl prints the statement that makes it");
        } else if (found.isEmpty()) {
            missing(reference);
        }
        return found;
    }

    private Optional<Located> look(Reference reference) throws IOException {
        String database = reference.database().map(Word::text).orElse("");
        String name = reference.name().text();
        return schema.find(database, name, reference.dictionary())
                .map(facts -> new Located(database, name, reference.dictionary(), facts));
    }

    private void missing(Reference reference) throws IOException {
        String database = reference.database().map(Word::text).orElse("");
        List<String> names = schema.names(database);
        if (names.isEmpty() && reference.database().isPresent()) {
            verdicts.unknown(reference.database().get(), "database", "ClickHouse", schema.databases());
        } else {
            String where = "database " + (database.isEmpty() ? schema.usualDatabase() : database);
            verdicts.unknown(reference.name(), reference.dictionary() ? "dictionary" : "table", where, names);
        }
    }
}
