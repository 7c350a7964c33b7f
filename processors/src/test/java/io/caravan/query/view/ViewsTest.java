package io.caravan.query.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import com.clickhouse.client.api.Client;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A folder of views is read again when it changes, and when tables may have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewsTest {

    /** A clock that is put forward by hand. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-10-01T00:00:00Z");

        void forward(int seconds) {
            now = now.plus(Duration.ofSeconds(seconds));
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Hand clock = new Hand();
    private final AtomicBoolean away = new AtomicBoolean();
    private SeedTables tables;
    private Path folder;
    private Views views;

    @BeforeAll
    void create() {
        tables = new SeedTables();
    }

    @AfterAll
    void drop() {
        tables.close();
    }

    @BeforeEach
    void open(@TempDir Path home) throws IOException {
        away.set(false);
        folder = Files.createDirectories(home.resolve("config/views"));
        SchemaSource source = (select, parameters) -> {
            if (away.get()) {
                throw new IOException("nobody answers");
            }
            return tables.source().rows(select, parameters);
        };
        views = new Views(new ViewChecks(home, folder, source, tables.name), clock);
    }

    @Test
    void oneBrokenFileDoesNotHinderOthers() throws IOException {
        write("good", "table: BigTable\n");
        write("bad", "table: BigTabel\n");
        write("worse", "table: [\n");
        assertThat(views.find("good")).isPresent();
        assertThat(views.find("bad")).isEmpty();
        assertThat(views.checked().verdicts())
                .extracting(Verdict::toString)
                .satisfiesExactly(
                        bad -> assertThat(bad)
                                .isEqualTo("config/views/bad.yaml:1: no table 'BigTabel' in database " + tables.name
                                        + " (did you mean 'BigTable'?)"),
                        worse -> assertThat(worse).startsWith("config/views/worse.yaml:2: not YAML: "));
        assertThat(views.checked().verdictsOf("bad")).hasSize(1);
    }

    @Test
    void anEditCountsWithoutARestart() throws IOException {
        write("a", "table: BigTable\n");
        assertThat(views.find("a")).isPresent();
        write("b", "table: dictB\nfields: [columnA]\n");
        clock.forward(2);
        assertThat(views.find("b").orElseThrow().table().fields()).hasSize(1);
        write("b", "table: dictB\nfields: [columnA, columnB]\n");
        Files.delete(folder.resolve("a.yaml"));
        clock.forward(2);
        assertThat(views.find("b").orElseThrow().table().fields()).hasSize(2);
        assertThat(views.find("a")).isEmpty();
    }

    @Test
    void aTableThatIsMadeLaterIsFound() throws IOException {
        write("later", "table: later\n");
        assertThat(views.find("later")).isEmpty();
        tables.sql.ask("CREATE TABLE later (a Int8) ENGINE = Memory");
        clock.forward(61);
        assertThat(views.find("later")).isPresent();
    }

    @Test
    void viewsOfBeforeStayWhileClickHouseIsAway() throws IOException {
        write("a", "table: BigTable\n");
        away.set(true);
        assertThatThrownBy(() -> views.find("a"))
                .isInstanceOf(IOException.class)
                .hasMessage("nobody answers");
        away.set(false);
        assertThat(views.find("a")).isPresent();
        away.set(true);
        clock.forward(100);
        assertThat(views.find("a")).isPresent();
    }

    @Test
    void twoFilesCannotHaveOneName() throws IOException {
        write("a", "table: BigTable\n");
        write("b", "name: a\ntable: dictB\n");
        assertThat(views.find("a").orElseThrow().table().name()).isEqualTo("BigTable");
        assertThat(views.checked().verdicts())
                .extracting(Verdict::toString)
                .containsExactly("config/views/b.yaml:1: another file has a view of the name a");
    }

    @Test
    void noFolderIsNoViews() throws IOException {
        Files.delete(folder);
        assertThat(views.checked().views()).isEmpty();
    }

    @Test
    void noServerIsAnIoException() {
        var nowhere = new Client.Builder()
                .addEndpoint("http://127.0.0.1:9")
                .setUsername("x")
                .setPassword("x")
                .build();
        try (nowhere) {
            assertThatThrownBy(() -> new ClickHouseSchemaSource(nowhere).rows("SELECT 1", Map.of()))
                    .isInstanceOf(IOException.class);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), text);
    }
}
