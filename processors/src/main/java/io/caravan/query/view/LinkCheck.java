package io.caravan.query.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.caravan.query.Field;
import io.caravan.query.Link;
import io.caravan.query.Place;
import io.caravan.query.view.Definition.LinkDefinition;
import io.caravan.query.view.Definition.Reference;
import io.caravan.query.view.Definition.Shown;

/** Makes links of what a view says of dictionaries. */
final class LinkCheck {

    private final Schema schema;
    private final Locator locator;
    private final FieldCheck fields;
    private final Verdicts verdicts;
    private final Located wide;

    /** @param wide the wide table, which holds the copies */
    LinkCheck(Schema schema, Locator locator, FieldCheck fields, Verdicts verdicts, Located wide) {
        this.schema = schema;
        this.locator = locator;
        this.fields = fields;
        this.verdicts = verdicts;
        this.wide = wide;
    }

    /** Those that can be followed; what is wrong with the others is told. */
    List<Link> links(List<LinkDefinition> definitions, Located at) throws IOException {
        List<Link> links = new ArrayList<>();
        for (LinkDefinition definition : definitions) {
            link(definition, at).ifPresent(links::add);
        }
        return links;
    }

    /** Their names, with the column of each. */
    static Map<String, Word> columns(List<LinkDefinition> definitions) {
        Map<String, Word> columns = new HashMap<>();
        definitions.forEach(
                link -> columns.put(link.name().text(), link.column().value()));
        return columns;
    }

    private Optional<Link> link(LinkDefinition definition, Located at) throws IOException {
        fields.checkName(definition.name());
        Optional<Field> column = fields.field(definition.column(), at);
        column.ifPresent(field -> checkNullable(definition, field));
        Optional<Reference> reference = definition.target();
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        Optional<Located> found = locator.find(reference.get(), definition, column.map(Field::type));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Located target = found.get();
        Optional<String> key = key(definition, target);
        if (key.isPresent() && column.isPresent()) {
            checkType(definition, column.get(), target, key.get());
        }
        if (key.isPresent() && definition.unique() && !target.dictionary()) {
            checkUnique(definition, target, key.get());
        }
        Place place = target.place(
                fields.fields(definition.fields(), target, columns(definition.links())),
                links(definition.links(), target));
        Map<String, Field> copies = copies(definition.copies(), place);
        return column.flatMap(field -> key.map(name -> new Link(
                definition.name().text(), field, name, definition.nullable(), definition.unique(), place, copies)));
    }

    /** An INNER join would lose the rows that hold NULL. */
    private void checkNullable(LinkDefinition definition, Field column) {
        if (!definition.nullable() && column.nullable()) {
            verdicts.add(
                    definition.name().line(),
                    "link " + definition.name() + ": nullable: false, but its column is " + column.type());
        }
    }

    private Optional<String> key(LinkDefinition definition, Located target) {
        List<String> keys =
                target.dictionary() ? target.facts().keys() : target.facts().sortingKey();
        if (definition.key().isEmpty()) {
            if (keys.size() == 1) {
                return Optional.of(keys.get(0));
            }
            verdicts.add(
                    definition.name().line(),
                    "link " + definition.name() + ": key: is wanted, the one column of " + target
                            + " that holds its keys");
            return Optional.empty();
        }
        Word key = definition.key().get();
        if (target.facts().column(key.text()).isEmpty()) {
            verdicts.unknown(key, "column", target.toString(), target.facts().names());
            return Optional.empty();
        }
        if (target.dictionary() && !keys.equals(List.of(key.text()))) {
            verdicts.add(
                    key.line(), "the key of dictionary " + target + " is " + String.join(", ", keys) + ", not " + key);
            return Optional.empty();
        }
        return Optional.of(key.text());
    }

    private void checkType(LinkDefinition definition, Field column, Located target, String key) {
        String keyType = Types.plain(target.facts().columns().get(key).type());
        if (!Types.plain(column.type()).equals(keyType)) {
            verdicts.add(
                    definition.key().orElse(definition.name()).line(),
                    "link " + definition.name() + ": its column is " + column.type() + ", the key '" + key + "' of "
                            + target + " is " + keyType + "; type: " + keyType + " converts it");
        }
    }

    /** A plain join would give rows several times. */
    private void checkUnique(LinkDefinition definition, Located target, String key) throws IOException {
        String wrong;
        try {
            long repeated = schema.repeatedKeys(target.database(), target.name(), key);
            wrong = repeated == 0
                    ? ""
                    : "rows of " + target + " share their '" + key + "'; keys of several rows: " + repeated;
        } catch (SchemaException e) {
            wrong = "whether rows of " + target + " share their '" + key + "' could not be counted: " + e.said();
        }
        if (!wrong.isEmpty()) {
            verdicts.add(definition.name().line(), "link " + definition.name() + ": unique: true, but " + wrong);
        }
    }

    private Map<String, Field> copies(Map<Word, Shown> definitions, Place target) throws IOException {
        Map<String, Field> copies = new LinkedHashMap<>();
        for (Map.Entry<Word, Shown> definition : definitions.entrySet()) {
            Word path = definition.getKey();
            Paths.tell(target, path, false, verdicts);
            Optional<Field> original = Paths.field(target, path.text());
            Optional<Field> copy = fields.field(definition.getValue(), wide);
            if (original.isPresent() && copy.isPresent()) {
                checkCopy(path, original.get(), copy.get());
            }
            copy.ifPresent(field -> copies.put(path.text(), field));
        }
        return copies;
    }

    private void checkCopy(Word path, Field original, Field copy) {
        if (!Types.plain(original.type()).equals(Types.plain(copy.type()))) {
            verdicts.add(
                    path.line(), "the copy of '" + path + "' is " + copy.type() + ", it itself is " + original.type());
        }
    }
}
