package io.caravan.query.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.snakeyaml.engine.v2.nodes.Node;

import io.caravan.query.View.Limits;

/**
 * A view as its file has it, before anything is known of the tables.
 *
 * @param base the table that holds what a ClickHouse view shows: its sorting key and defaults count
 * @param key names of fields
 * @param fields empty: every column
 * @param where the default filter
 */
record Definition(
        String name,
        Reference table,
        Optional<Reference> base,
        List<Word> key,
        Optional<List<Shown>> fields,
        List<LinkDefinition> links,
        Optional<Node> where,
        Limits limits,
        List<Word> askers) {

    /**
     * A table or dictionary.
     *
     * @param database empty: the database that is asked
     */
    record Reference(Optional<Word> database, Word name, boolean dictionary) {

        @Override
        public String toString() {
            return database.map(word -> word + ".").orElse("") + name;
        }
    }

    /**
     * Something that is shown by a name: a column, or an expression.
     *
     * @param value of the column or expression
     * @param type to which it is converted
     */
    record Shown(Word name, Word value, boolean expression, Optional<Word> type) {}

    /**
     * @param key the column of the target; left out, its only key column
     * @param nullable whether rows may have no match
     * @param unique whether no key may stand twice in the target
     * @param fields empty: every column of the target
     * @param copies by path from the target
     * @param source where a dictionary that is to be made has its rows from
     */
    record LinkDefinition(
            Word name,
            Shown column,
            Optional<Reference> target,
            Optional<Word> key,
            boolean nullable,
            boolean unique,
            Optional<List<Shown>> fields,
            List<LinkDefinition> links,
            Map<Word, Shown> copies,
            Optional<DictionarySource> source) {}

    /**
     * A table of PostgreSQL behind a dictionary; without a host, one of ClickHouse itself.
     *
     * @param password name of the environment variable that holds it
     * @param lifetime seconds after which it is read again
     * @param layout empty: as the key wants it
     * @param columns what the dictionary takes of the table, and the types there
     */
    record DictionarySource(
            Optional<Word> host,
            int port,
            Optional<Word> database,
            Optional<Word> schema,
            Word table,
            Optional<Word> user,
            Optional<Word> password,
            int lifetime,
            Optional<Word> layout,
            Map<Word, Word> columns) {}
}
