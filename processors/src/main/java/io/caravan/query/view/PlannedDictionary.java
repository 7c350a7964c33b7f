package io.caravan.query.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.caravan.query.view.Definition.DictionarySource;
import io.caravan.query.view.Definition.LinkDefinition;
import io.caravan.query.view.Definition.Reference;

/**
 * A dictionary as the definition of a link implies it.
 *
 * @param key its column; of the type of the column that links to it
 * @param columns the key among them
 * @param layout as in CREATE DICTIONARY, without parentheses
 */
record PlannedDictionary(String key, Map<String, Column> columns, String layout, DictionarySource source) {

    /** @param missing what stands for NULL, as SQL */
    record Column(String type, String missing) {}

    private static final Set<String> SIMPLE = Set.of("flat", "hashed", "sparse_hashed");

    /** Empty when the definition implies none; that is told. */
    static Optional<PlannedDictionary> of(LinkDefinition link, String linkType, Verdicts verdicts) {
        DictionarySource source = link.source().orElseThrow();
        Optional<Word> key = key(link, source, verdicts);
        if (key.isEmpty() || !complete(link, source, verdicts)) {
            return Optional.empty();
        }
        String keyType = Types.plain(linkType);
        Map<String, Column> columns = new LinkedHashMap<>();
        source.columns().forEach((name, type) -> column(
                        name, type, source, key.get().text().equals(name.text()), keyType, verdicts)
                .ifPresent(column -> columns.put(name.text(), column)));
        return layout(source, keyType, verdicts)
                .map(layout -> new PlannedDictionary(key.get().text(), columns, layout, source));
    }

    private static Optional<Word> key(LinkDefinition link, DictionarySource source, Verdicts verdicts) {
        if (link.key().isEmpty()) {
            verdicts.add(
                    link.name().line(), "link " + link.name() + ": key: is wanted, the key column of the dictionary");
            return Optional.empty();
        }
        List<String> names = source.columns().keySet().stream().map(Word::text).toList();
        if (!names.contains(link.key().get().text())) {
            verdicts.unknown(link.key().get(), "column", "columns of the source", names);
            return Optional.empty();
        }
        return link.key();
    }

    private static boolean complete(LinkDefinition link, DictionarySource source, Verdicts verdicts) {
        if (link.target().filter(Reference::dictionary).isEmpty()) {
            verdicts.add(link.name().line(), "link " + link.name() + ": only a dictionary: has a source");
            return false;
        }
        if (source.host().isPresent()
                && (source.database().isEmpty() || source.user().isEmpty())) {
            verdicts.add(source.table().line(), "source: db and user are wanted with a host");
            return false;
        }
        if (source.password().isPresent() && !source.password().get().text().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            verdicts.add(
                    source.password().get().line(),
                    "passwordFrom: the name of an environment variable is wanted, not the password");
            return false;
        }
        return true;
    }

    private static Optional<Column> column(
            Word name, Word type, DictionarySource source, boolean key, String keyType, Verdicts verdicts) {
        if (source.host().isEmpty()) {
            return Optional.of(new Column(key ? keyType : type.text(), ""));
        }
        Optional<PostgreSqlType> known = PostgreSqlType.of(type.text());
        if (known.isEmpty()) {
            verdicts.add(
                    type.line(),
                    "a dictionary takes no " + type + " of PostgreSQL; it takes "
                            + String.join(", ", PostgreSqlType.names()));
        } else if (key && !known.get().canBe(keyType)) {
            verdicts.add(type.line(), "the key '" + name + "' is " + type + ", the column that links to it " + keyType);
        }
        return known.map(column -> new Column(key ? keyType : column.type(), column.missing()));
    }

    /** Layouts of one UInt64 are smaller and faster; they take no other key. */
    private static Optional<String> layout(DictionarySource source, String keyType, Verdicts verdicts) {
        boolean simple = keyType.equals("UInt64");
        if (source.layout().isEmpty()) {
            return Optional.of(simple ? "HASHED" : "COMPLEX_KEY_HASHED");
        }
        Word layout = source.layout().get();
        String name = layout.text().toLowerCase(Locale.ROOT);
        if (SIMPLE.contains(name) && !simple) {
            verdicts.add(layout.line(), "layout " + layout + " wants a key of UInt64, not " + keyType);
            return Optional.empty();
        }
        if (!SIMPLE.contains(name) && !name.matches("complex_key_(sparse_)?hashed")) {
            verdicts.add(
                    layout.line(),
                    "layout " + layout
                            + ": flat, hashed, sparse_hashed, complex_key_hashed or complex_key_sparse_hashed "
                            + "is wanted");
            return Optional.empty();
        }
        return Optional.of(name.toUpperCase(Locale.ROOT));
    }

    /** As if it were made. */
    Located located(Reference reference) {
        Map<String, ColumnFacts> facts = new LinkedHashMap<>();
        columns.forEach((name, column) -> facts.put(
                name,
                new ColumnFacts(
                        column.type(),
                        Types.absent(
                                column.type(), Optional.of(column.missing()).filter(sql -> !sql.isEmpty())))));
        return new Located(
                reference.database().map(Word::text).orElse(""),
                reference.name().text(),
                true,
                new TableFacts(facts, List.of(), List.of(key)));
    }
}
