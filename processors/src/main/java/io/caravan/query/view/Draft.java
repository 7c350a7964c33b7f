package io.caravan.query.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.caravan.query.Sql;
import io.caravan.query.view.Definition.Reference;

/**
 * The file of a view, written from a table for people to go on with. What names only hint at is a comment.
 *
 * @param text empty when there are verdicts
 * @param verdicts of no file
 */
public record Draft(String text, List<Verdict> verdicts) {

    /**
     * @param table with or without its database
     * @throws IOException when ClickHouse does not answer
     */
    public static Draft of(String table, SchemaSource source, String database) throws IOException {
        var schema = new Schema(source, database);
        var verdicts = new Verdicts("");
        Reference reference = DefinitionReader.reference(Optional.empty(), new Word(table, 1), false);
        Optional<Located> found = new Locator(schema, verdicts, false).find(reference);
        if (found.isEmpty()) {
            return new Draft("", verdicts.all());
        }
        List<String> lines = new ArrayList<>();
        lines.add("# Drafted from " + found.get()
                + ": leave out what nobody should ask for, and give the rest good names.");
        lines.add("table: " + YamlText.of(found.get().toString()));
        key(found.get().facts(), lines);
        fields(found.get().facts(), lines);
        links(found.get(), schema.dictionaries(found.get().database()), lines);
        return new Draft(String.join("\n", lines) + "\n", List.of());
    }

    private static void key(TableFacts facts, List<String> lines) {
        List<String> key = facts.sortingKey().stream()
                .filter(name -> !name.contains("."))
                .map(YamlText::of)
                .toList();
        if (!key.isEmpty()) {
            lines.add("# What tells rows apart; this is how the table is sorted.");
            lines.add("key: [" + String.join(", ", key) + "]");
        }
    }

    private static void fields(TableFacts facts, List<String> lines) {
        lines.add("fields:");
        facts.columns().forEach((name, column) -> {
            String shown = name.replace('.', '_');
            String field = name.equals(shown) ? YamlText.of(name) : YamlText.of(shown) + ": " + YamlText.of(name);
            String type = column.type().replace("\n", " ");
            lines.add(
                    Types.state(column.type())
                            ? "  # - " + field + ": {expression: "
                                    + YamlText.of("finalizeAggregation(" + Sql.quote(name) + ")") + "}  # " + type
                            : "  - " + field + "  # " + type);
        });
    }

    private static void links(Located table, Map<String, TableFacts> dictionaries, List<String> lines) {
        List<String> guesses = new ArrayList<>();
        table.facts()
                .columns()
                .forEach((column, facts) -> dictionaries.forEach((name, dictionary) -> {
                    if (LinkGuess.fits(column, facts.type(), name, dictionary)) {
                        guesses.add("#   " + YamlText.of(column) + ":");
                        guesses.add("#     dictionary: " + YamlText.of(name));
                        List<String> copies = LinkGuess.copies(column, table.facts(), dictionary);
                        if (!copies.isEmpty()) {
                            guesses.add("#     copies:");
                            copies.forEach(attribute -> guesses.add("#       " + YamlText.of(attribute) + ": "
                                    + YamlText.of(column + "_" + attribute)));
                        }
                    }
                }));
        if (!guesses.isEmpty()) {
            lines.add("# Columns that by their names and types may hold keys of dictionaries:");
            lines.add("# links:");
            lines.addAll(guesses);
        }
    }
}
