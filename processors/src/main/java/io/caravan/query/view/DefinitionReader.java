package io.caravan.query.view;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.snakeyaml.engine.v2.nodes.Node;

import io.caravan.query.View.Limits;
import io.caravan.query.view.Definition.Reference;

/** Reads the text of a view's file. */
final class DefinitionReader {

    private static final Set<String> KEYS =
            Set.of("name", "database", "table", "base", "key", "fields", "links", "where", "limits", "askers");
    private static final Set<String> LIMITS = Set.of("rows", "seconds", "memory", "concurrency");

    private final Verdicts verdicts;
    private final FieldReader fields;
    private final LinkReader links;

    DefinitionReader(Verdicts verdicts) {
        this.verdicts = verdicts;
        this.fields = new FieldReader(verdicts);
        this.links = new LinkReader(fields, verdicts);
    }

    /**
     * What could be read; all of it when there are no verdicts.
     *
     * @param name of the file, without its ending
     */
    Optional<Definition> read(String name, String text) {
        return YamlTree.read(text, verdicts).map(root -> definition(name, root));
    }

    private Definition definition(String name, Node root) {
        Entries entries =
                Entries.of(root, "table: and fields: are wanted", verdicts).allow(KEYS);
        Optional<Word> database = entries.word("database");
        Word table = entries.needed("table", "table: is missing, the wide table that is asked");
        return new Definition(
                entries.word("name").map(Word::text).orElse(name),
                reference(database, table, false),
                entries.word("base").map(base -> reference(database, base, false)),
                entries.words("key"),
                entries.node("fields").map(fields::list),
                entries.node("links").map(links::list).orElse(List.of()),
                entries.node("where"),
                entries.node("limits").map(this::limits).orElse(Limits.USUAL),
                entries.words("askers"));
    }

    /** A name with a dot begins with its database, unless that is said apart. */
    static Reference reference(Optional<Word> database, Word name, boolean dictionary) {
        int dot = name.text().indexOf('.');
        if (database.isPresent() || dot < 1 || dot == name.text().length() - 1) {
            return new Reference(database, name, dictionary);
        }
        return new Reference(
                Optional.of(new Word(name.text().substring(0, dot), name.line())),
                new Word(name.text().substring(dot + 1), name.line()),
                dictionary);
    }

    private Limits limits(Node node) {
        Entries entries = Entries.of(node, "limits: rows, seconds, memory and concurrency are wanted", verdicts)
                .allow(LIMITS);
        String whole = "a whole number above 0 is wanted";
        return new Limits(
                entries.parsed("rows", whole, Amounts::whole).orElse(Limits.USUAL.rows()),
                entries.parsed("seconds", whole, Amounts::whole).orElse(Limits.USUAL.seconds()),
                entries.parsed("memory", "a size such as 512MiB or 2GiB is wanted", Amounts::bytes)
                        .orElse(Limits.USUAL.memory()),
                entries.parsed("concurrency", whole, Amounts::whole).orElse(Limits.USUAL.concurrency()));
    }
}
