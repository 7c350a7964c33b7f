package io.caravan.query.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.caravan.query.Place;
import io.caravan.query.QueryException;
import io.caravan.query.Sql;
import io.caravan.query.View;
import io.caravan.query.view.Definition.LinkDefinition;

/** Writes the statements that make what a checked definition describes. */
final class DdlWriter {

    private final String usualDatabase;

    DdlWriter(String usualDatabase) {
        this.usualDatabase = usualDatabase;
    }

    Ddl write(String file, CheckedView checked) {
        if (checked.view().isEmpty() || checked.definition().isEmpty()) {
            return new Ddl(List.of(), checked.verdicts());
        }
        View view = checked.view().get();
        var verdicts = new Verdicts(file);
        Map<String, String> statements = new LinkedHashMap<>();
        dictionaries(checked.definition().get().links(), view.table(), statements, verdicts);
        if (view.name().equals(view.table().name())) {
            verdicts.add(1, "a view of ClickHouse cannot have the name of its table; name: gives it another one");
        }
        try {
            statements.put("", ViewStatement.of(view));
        } catch (QueryException e) {
            verdicts.add(checked.definition().get().where().map(YamlTree::line).orElse(1), "where: " + e.getMessage());
        }
        return new Ddl(verdicts.none() ? new ArrayList<>(statements.values()) : List.of(), verdicts.all());
    }

    /** Those behind others first; each once. */
    private void dictionaries(
            List<LinkDefinition> links, Place from, Map<String, String> statements, Verdicts verdicts) {
        for (LinkDefinition definition : links) {
            from.link(definition.name().text()).ifPresent(link -> {
                dictionaries(definition.links(), link.target(), statements, verdicts);
                if (definition.source().isPresent()) {
                    String name =
                            Sql.quote(link.target().database(), link.target().name());
                    PlannedDictionary.of(definition, link.column().type(), verdicts)
                            .ifPresent(planned ->
                                    statements.putIfAbsent(name, DictionaryStatement.of(name, planned, usualDatabase)));
                }
            });
        }
    }
}
