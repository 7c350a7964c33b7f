package io.caravan.query.view;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.caravan.query.Condition;
import io.caravan.query.Field;
import io.caravan.query.Link;
import io.caravan.query.Place;
import io.caravan.query.View;

/** Holds the file of a view against what the server has. */
final class ViewCheck {

    private final Schema schema;
    private final boolean planned;
    private final Optional<Set<String>> keys;

    /**
     * @param planned whether dictionaries that have a source count as made
     * @param keys names of the API keys that there are; empty: they do not matter
     */
    ViewCheck(Schema schema, boolean planned, Optional<Set<String>> keys) {
        this.schema = schema;
        this.planned = planned;
        this.keys = keys;
    }

    /**
     * @param name of the file, without its ending
     * @throws IOException when ClickHouse does not answer
     */
    CheckedView check(String file, String name, String text) throws IOException {
        var verdicts = new Verdicts(file);
        Optional<Definition> definition = new DefinitionReader(verdicts).read(name, text);
        Optional<View> view = definition.isPresent() ? view(definition.get(), verdicts) : Optional.empty();
        return new CheckedView(definition, verdicts.none() ? view : Optional.empty(), verdicts.all());
    }

    private Optional<View> view(Definition definition, Verdicts verdicts) throws IOException {
        var locator = new Locator(schema, verdicts, planned);
        Optional<Located> found = locator.find(definition.table());
        Optional<Located> base = Optional.empty();
        if (definition.base().isPresent()) {
            base = locator.find(definition.base().get());
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Located wide = found.get();
        Located table = base.map(below -> new Located(
                        wide.database(), wide.name(), false, wide.facts().over(below.facts())))
                .orElse(wide);
        return Optional.of(view(definition, table, locator, verdicts));
    }

    private View view(Definition definition, Located table, Locator locator, Verdicts verdicts) throws IOException {
        var fields = new FieldCheck(schema, verdicts);
        var links = new LinkCheck(schema, locator, fields, verdicts, table);
        List<Link> found = links.links(definition.links(), table);
        Place place =
                table.place(fields.fields(definition.fields(), table, LinkCheck.columns(definition.links())), found);
        List<String> names = place.fields().stream().map(Field::name).toList();
        for (Word key : definition.key()) {
            if (!names.contains(key.text())) {
                verdicts.unknown(key, "field", table.toString(), names);
            }
        }
        keys.ifPresent(known -> definition.askers().stream()
                .filter(asker -> !known.contains(asker.text()))
                .forEach(asker -> verdicts.unknown(asker, "key", "the API keys", known)));
        Optional<Condition> where =
                definition.where().flatMap(node -> new ConditionCheck(verdicts).condition(node, place));
        return new View(
                definition.name(),
                place,
                definition.key().stream().map(Word::text).toList(),
                where,
                definition.limits(),
                definition.askers().stream().map(Word::text).toList());
    }
}
