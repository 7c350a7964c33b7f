package io.caravan.query.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.caravan.query.Condition;
import io.caravan.query.Plan;
import io.caravan.query.Planner;
import io.caravan.query.Query;
import io.caravan.query.View;

import static org.assertj.core.api.Assertions.assertThat;

/** Views with a link to a dictionary of PostgreSQL: writes their files, runs what {@code --ddl} prints, asks questions. */
final class PostgreSqlViews {

    private final SeedTables tables;
    private final PostgreSqlServer postgres;
    private final Path home;
    private final Path folder;

    PostgreSqlViews(SeedTables tables, PostgreSqlServer postgres, Path home) throws IOException {
        this.tables = tables;
        this.postgres = postgres;
        this.home = home;
        this.folder = Files.createDirectories(home.resolve("config/views"));
    }

    /**
     * The file of a view.
     *
     * @param table has a column {@code id} and one of the name of the link
     * @param source the table there, and what else there is to say of it
     * @param columns with their types in PostgreSQL
     */
    String text(String table, String link, String dictionary, String key, String source, String columns) {
        return """
                table: %s
                key: [id]
                links:
                  %s:
                    dictionary: %s
                    key: %s
                    source: {host: %s, port: %d, db: %s, user: %s, passwordFrom: CAMERAS_PASSWORD, %s, columns: {%s}}
                """.formatted(
                        table,
                        link,
                        dictionary,
                        key,
                        PostgreSqlServer.HOST,
                        postgres.port(),
                        PostgreSqlServer.DATABASE,
                        PostgreSqlServer.USER,
                        source,
                        columns);
    }

    /** Runs the statements that a file implies, as a shell would that puts the password in. */
    void make(String name, String text, String password) throws IOException {
        Ddl ddl = ddl(name, text);
        assertThat(ddl.verdicts()).isEmpty();
        ddl.statements().forEach(statement -> tables.sql.ask(statement.replace("${CAMERAS_PASSWORD}", password)));
    }

    void make(String name, String text) throws IOException {
        make(name, text, PostgreSqlServer.PASSWORD);
    }

    /** What is wrong with a file, without its place. */
    List<String> verdicts(String name, String text) throws IOException {
        return ddl(name, text).verdicts().stream().map(Verdict::message).toList();
    }

    private Ddl ddl(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), text);
        return checks().ddl(name);
    }

    Plan plan(String name, List<String> select, Optional<Condition> where) throws IOException {
        Checked checked = checks().one(name);
        assertThat(checked.verdicts()).isEmpty();
        View view = checked.views().get(name);
        return new Planner().plan(view, new Query(select, where, List.of(), List.of(), List.of(), Optional.empty(), 0));
    }

    /** Rows of the answer, a text for each path; {@code null} for NULL. */
    List<List<String>> answer(String name, List<String> select, Optional<Condition> where) throws IOException {
        Plan plan = plan(name, select, where);
        Map<String, String> parameters = new HashMap<>();
        plan.parameters().forEach((parameter, value) -> parameters.put(parameter, String.valueOf(value)));
        return tables.source().rows(plan.sql(), parameters).stream()
                .map(row -> select.stream().map(path -> row.path(path).asText()).toList())
                .toList();
    }

    private ViewChecks checks() {
        return new ViewChecks(home, folder, tables.source(), tables.name);
    }
}
