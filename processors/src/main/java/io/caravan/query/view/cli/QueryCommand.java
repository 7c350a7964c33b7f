package io.caravan.query.view.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import com.clickhouse.client.api.Client;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.caravan.hub.config.HubProperties;
import io.caravan.hub.config.Nearest;
import io.caravan.hub.http.ApiKeyFile;
import io.caravan.query.Plan;
import io.caravan.query.Planner;
import io.caravan.query.QueryException;
import io.caravan.query.View;
import io.caravan.query.json.Asked;
import io.caravan.query.json.ConditionReader;
import io.caravan.query.json.QueryReader;
import io.caravan.query.view.Checked;
import io.caravan.query.view.ClickHouseSchemaSource;
import io.caravan.query.view.Ddl;
import io.caravan.query.view.Draft;
import io.caravan.query.view.SchemaSource;
import io.caravan.query.view.Verdict;
import io.caravan.query.view.ViewChecks;

/** {@code ./caravan query}: works on the files of views, with the ClickHouse that the configuration names. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = {
            "Works on the views in config/views, which say what may be asked of wide tables.",
            "ClickHouse is asked for its tables and dictionaries; nothing is changed there."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:a file has verdicts, or ClickHouse does not answer", "2:wrong usage"})
public final class QueryCommand implements Callable<Integer> {

    private static final String FOLDER = "config/views";

    private final Supplier<HubProperties> configuration;

    @ArgGroup(multiplicity = "1")
    private Wish wish;

    @Spec
    private CommandSpec spec;

    /** One of them. */
    private static final class Wish {

        @Option(
                names = "--check",
                arity = "0..1",
                fallbackValue = "",
                paramLabel = "VIEW",
                description = "Holds the file of a view, or all files, against the tables, and tells every wrong name.")
        private String check;

        @Option(
                names = "--generate",
                paramLabel = "[DATABASE.]TABLE",
                description = "Drafts the file of a view of that table.")
        private String generate;

        @Option(
                names = "--ddl",
                paramLabel = "VIEW",
                description = {
                    "Prints the CREATE DICTIONARY and CREATE VIEW statements that a view implies.",
                    "Passwords stay $${NAME}s of environment variables; envsubst puts them in."
                })
        private String ddl;

        @Option(
                names = "--sql",
                paramLabel = "VIEW",
                description = {
                    "Prints the SQL that answers a question, its parameters, and why it is so.",
                    "The question is JSON as of POST /api/v1/query/VIEW, on the standard input."
                })
        private String sql;
    }

    /** @param configuration read when the command runs; names a ClickHouse */
    public QueryCommand(Supplier<HubProperties> configuration) {
        this.configuration = configuration;
    }

    @Override
    public Integer call() throws IOException {
        HubProperties properties = configuration.get();
        try (Client client = client(properties)) {
            var source = new ClickHouseSchemaSource(client, properties.get("caravan.clickhouse.database"));
            return done(properties, naming(source, properties));
        }
    }

    /** Says which server it is that does not answer. */
    private static SchemaSource naming(SchemaSource source, HubProperties properties) {
        return (select, parameters) -> {
            try {
                return source.rows(select, parameters);
            } catch (IOException e) {
                throw new IOException(
                        "ClickHouse at " + properties.get("caravan.clickhouse.url") + " does not answer", e);
            }
        };
    }

    private static Set<String> keys(HubProperties properties) {
        return new ApiKeyFile(properties.path("caravan.http.api-keys")).get().names();
    }

    private int done(HubProperties properties, SchemaSource source) throws IOException {
        Path home = properties.home();
        String database = properties.get("caravan.clickhouse.database");
        var checks = new ViewChecks(home, home.resolve(FOLDER), source, database, Optional.of(keys(properties)));
        if (wish.check != null) {
            return check(checks);
        }
        if (wish.ddl != null) {
            Ddl ddl = checks.ddl(known(wish.ddl, checks));
            ddl.statements().forEach(statement -> say(statement + ";\n"));
            return failed(ddl.verdicts());
        }
        if (wish.sql != null) {
            return plan(checks, System.in);
        }
        Draft draft = Draft.of(wish.generate, source, database);
        if (draft.verdicts().isEmpty()) {
            say(draft.text().stripTrailing());
        }
        return failed(draft.verdicts());
    }

    private int check(ViewChecks checks) throws IOException {
        Checked checked = wish.check.isEmpty() ? checks.all() : checks.one(known(wish.check, checks));
        if (checked.verdicts().isEmpty()) {
            int views = checked.views().size();
            say("OK: " + views + (views == 1 ? " view" : " views"));
        }
        checked.verdicts().forEach(verdict -> say(verdict.toString()));
        return checked.verdicts().isEmpty() ? 0 : 1;
    }

    private int plan(ViewChecks checks, InputStream question) throws IOException {
        Checked checked = checks.one(known(wish.sql, checks));
        View view = checked.views().get(wish.sql);
        if (view == null) {
            return failed(checked.verdicts());
        }
        try {
            Asked asked = new QueryReader(new ConditionReader()::read).read(view.name(), question.readAllBytes());
            Plan plan = new Planner().plan(view, asked.query());
            say(plan.sql());
            plan.parameters().forEach((name, value) -> say("-- " + name + " = " + value));
            plan.reasons()
                    .forEach(reason ->
                            say("-- " + reason.subject() + ": " + reason.decision() + ", as " + reason.why()));
            return 0;
        } catch (QueryException e) {
            return failed(List.of(new Verdict("", 0, e.getMessage())));
        }
    }

    private String known(String name, ViewChecks checks) throws IOException {
        List<String> names = checks.names();
        if (!names.contains(name)) {
            String hint = Nearest.to(name, names)
                    .map(nearest -> " (did you mean '" + nearest + "'?)")
                    .orElse("");
            throw new ParameterException(spec.commandLine(), "caravan: no view '" + name + "' in " + FOLDER + hint);
        }
        return name;
    }

    private void say(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    /** @return exit code */
    private int failed(List<Verdict> verdicts) {
        PrintWriter err = spec.commandLine().getErr();
        verdicts.forEach(verdict -> err.println(verdict.file().isEmpty() ? "caravan: " + verdict.message() : verdict));
        err.flush();
        return verdicts.isEmpty() ? 0 : 1;
    }

    private static Client client(HubProperties properties) {
        return new Client.Builder()
                .addEndpoint(properties.get("caravan.clickhouse.url"))
                .setUsername(properties.get("caravan.clickhouse.username"))
                .setPassword(properties.get("caravan.clickhouse.password"))
                .build();
    }
}
