package io.caravan.migration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a journal keeps over torn and damaged lines. */
class JournalTest {

    private static final TableName TABLE = new TableName("a b", "c`d/..");

    @TempDir
    private Path folder;

    private Journal journal;

    @BeforeEach
    void open() {
        journal = journals().journalOf("run", TABLE);
        journal.append(entry("1"), entry("2"));
        journal.append(entry("3"));
    }

    private MigrationJournals journals() {
        return new MigrationJournals(
                folder,
                URI.create("http://store.example:8123"),
                "runs",
                JsonMapper.builder().addModule(new JavaTimeModule()).build(),
                Clock.systemUTC());
    }

    private static Entry entry(String partition) {
        return new Entry("moving", partition, Map.of("text", "ü\n\"quoted\""));
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private static List<String> partitions(Journal journal) {
        return journal.entries().stream().map(Entry::partition).toList();
    }

    @Test
    void aTornLastLineCountsAsNeverWritten() throws IOException {
        byte[] whole = Files.readAllBytes(file());
        // Anywhere in the last line, its end of line included.
        int begin =
                new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf('\n', whole.length - 2) + 1;
        for (int cut = begin; cut < whole.length; cut += cut < whole.length - 4 ? 13 : 1) {
            Files.write(file(), java.util.Arrays.copyOf(whole, cut));
            Journal again = journals().journalOf("run", TABLE);
            assertThat(partitions(again)).containsExactly("1", "2");
            again.append(entry("4"));
            assertThat(partitions(again)).containsExactly("1", "2", "4");
        }
    }

    @Test
    void aDamagedLineInTheMiddleIsToldWithItsPlace() throws IOException {
        String text = Files.readString(file());
        Files.writeString(file(), text.replaceFirst("moving\",\"partition\":\"2", "moving\",\"partition\":\"9"));
        assertThatThrownBy(() -> journals().journalOf("run", TABLE).entries())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("damaged in line 2")
                .hasMessageContaining(file().toString());
        assertThatThrownBy(() -> journals().journalOf("run", TABLE).append(entry("4")))
                .hasMessageContaining("damaged in line 2");
    }

    @Test
    void everyMigrationOfATableWritesToTheSameFile() throws IOException {
        journals().journalOf("other", TABLE).append(entry("9"));
        assertThat(partitions(journal)).containsExactly("1", "2", "3", "9");
        assertThat(journal.ofRun()).extracting(Entry::partition).containsExactly("1", "2", "3");
        assertThat(journal.entries().get(3).run()).isEqualTo("other");
        assertThat(journal.entries().get(0).detail()).isEqualTo(entry("1").detail());
        Files.writeString(file(), "garbage\n", StandardOpenOption.APPEND);
        assertThat(partitions(journals().journalOf("run", TABLE))).containsExactly("1", "2", "3", "9");
    }
}
