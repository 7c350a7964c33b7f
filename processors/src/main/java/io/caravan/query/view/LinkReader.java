package io.caravan.query.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.snakeyaml.engine.v2.nodes.Node;

import io.caravan.query.view.Definition.DictionarySource;
import io.caravan.query.view.Definition.LinkDefinition;
import io.caravan.query.view.Definition.Reference;
import io.caravan.query.view.Definition.Shown;

/** Reads {@code links}, those of links too. */
final class LinkReader {

    private static final Set<String> KEYS = Set.of(
            "column",
            "expression",
            "type",
            "database",
            "table",
            "dictionary",
            "key",
            "nullable",
            "unique",
            "fields",
            "links",
            "copies",
            "source");
    private static final Set<String> SOURCE =
            Set.of("host", "port", "db", "schema", "table", "user", "passwordFrom", "lifetime", "layout", "columns");
    private static final int POSTGRESQL = 5432;
    private static final int LIFETIME = 300;

    private final FieldReader fields;
    private final Verdicts verdicts;

    LinkReader(FieldReader fields, Verdicts verdicts) {
        this.fields = fields;
        this.verdicts = verdicts;
    }

    List<LinkDefinition> list(Node node) {
        Entries links = Entries.of(node, "links: the name of each link as a key is wanted", verdicts);
        return links.names().stream()
                .flatMap(name -> links.node(name.text()).map(value -> link(name, value)).stream())
                .toList();
    }

    private LinkDefinition link(Word name, Node node) {
        Entries entries = Entries.of(node, name + ": column, and table or dictionary, are wanted", verdicts)
                .allow(KEYS);
        return new LinkDefinition(
                name,
                fields.shown(name, entries),
                target(name, entries),
                entries.word("key"),
                entries.parsed("nullable", "true or false is wanted", LinkReader::flag)
                        .orElse(true),
                entries.parsed("unique", "true or false is wanted", LinkReader::flag)
                        .orElse(false),
                entries.node("fields").map(fields::list),
                entries.node("links").map(this::list).orElse(List.of()),
                entries.node("copies").map(this::copies).orElse(Map.of()),
                entries.node("source").map(this::source));
    }

    private static Optional<Boolean> flag(String text) {
        return text.matches("true|false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty();
    }

    private Optional<Reference> target(Word name, Entries entries) {
        Optional<Word> table = entries.word("table");
        Optional<Word> dictionary = entries.word("dictionary");
        if (table.isPresent() == dictionary.isPresent()) {
            verdicts.add(name.line(), "link " + name + ": table or dictionary is wanted, one of them");
        }
        return dictionary
                .or(() -> table)
                .map(target -> DefinitionReader.reference(entries.word("database"), target, dictionary.isPresent()));
    }

    private Map<Word, Shown> copies(Node node) {
        Entries entries = Entries.of(node, "copies: path: column is wanted", verdicts);
        Map<Word, Shown> copies = new LinkedHashMap<>();
        for (Word path : entries.names()) {
            copies.put(path, fields.shown(path, entries.node(path.text())));
        }
        return copies;
    }

    private DictionarySource source(Node node) {
        Entries entries = Entries.of(node, "source: host, db, table and columns are wanted", verdicts)
                .allow(SOURCE);
        Map<Word, Word> columns = new LinkedHashMap<>();
        entries.node("columns").ifPresent(value -> {
            Entries types = Entries.of(value, "columns: name: type is wanted", verdicts);
            types.names().forEach(name -> columns.put(name, types.needed(name.text(), name + ": a type is wanted")));
        });
        String whole = "a whole number above 0 is wanted";
        return new DictionarySource(
                entries.word("host"),
                entries.parsed("port", whole, Amounts::whole).orElse(POSTGRESQL),
                entries.word("db"),
                entries.word("schema"),
                entries.needed("table", "source: table is missing"),
                entries.word("user"),
                entries.word("passwordFrom"),
                entries.parsed("lifetime", "a number of seconds above 0 is wanted", Amounts::whole)
                        .orElse(LIFETIME),
                entries.word("layout"),
                columns);
    }
}
