package io.caravan.query.view;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.caravan.query.Place;
import io.caravan.query.View;
import io.caravan.query.View.Limits;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/views.md shows is right. */
class DocumentedViewTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void passesTheCheck() throws IOException {
        List<String> files = YAML.matcher(Files.readString(TestServers.home().resolve("docs/views.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        try (var tables = new SeedTables()) {
            var schema = new Schema(tables.source(), tables.name);
            CheckedView planned = new ViewCheck(schema, true, Optional.empty())
                    .check("docs/views.md", "cameras", "table: grzevents_BigTable\n" + files.get(1));
            Ddl ddl = new DdlWriter(tables.name).write("docs/views.md", planned);
            assertThat(ddl.verdicts()).isEmpty();
            assertThat(ddl.statements()).hasSize(2);
            tables.sql.ask(ddl.statements().get(0));
            tables.sql.ask("DROP DICTIONARY sources");

            tables.sql.ask("CREATE TABLE regions (id Int32, name String) ENGINE = MergeTree ORDER BY id");
            tables.sql.ask("ALTER TABLE grzevents_BigTable ADD COLUMN `Источник_Регион` String");
            tables.sql.ask("""
                    CREATE DICTIONARY sources (primarykey UUID, `Идентификатор` Int32, `Наименование` String, `Регион` Int32)
                    PRIMARY KEY primarykey SOURCE(CLICKHOUSE(TABLE 'none')) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)""");
            CheckedView checked = new ViewCheck(new Schema(tables.source(), tables.name), false, Optional.empty())
                    .check("docs/views.md", "cameras", files.get(0));
            assertThat(checked.verdicts()).isEmpty();
            View view = checked.view().orElseThrow();
            assertThat(view.limits()).isEqualTo(Limits.USUAL);
            Place sources = view.table().link("source").orElseThrow().target();
            assertThat(sources.link("region").orElseThrow().key()).isEqualTo("id");
        }
    }
}
