package io.caravan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunTest {

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();

    @Test
    void failsByAWrongCheckAndKeepsItsFolder() throws IOException {
        var run = new Run(home, "some", new PrintWriter(out));
        run.check("rows", 3, 3L);
        run.check("fee", "1.50", "1.5");

        assertThat(run.report()).isFalse();
        run.close();

        assertThat(out.toString())
                .containsPattern("rows +3 +3 +right")
                .containsPattern("fee +1.50 +1.5 +WRONG")
                .contains("kept in " + run.folder());
        assertThat(run.folder()).exists();
    }

    @Test
    void closesTheLastFirstAndLeavesNothing() throws IOException {
        List<String> closed = new ArrayList<>();
        var run = new Run(home, "some", new PrintWriter(out));
        run.add(() -> closed.add("servers"));
        run.add(() -> closed.add("hub"));
        run.check("rows", 3, 3);

        assertThat(run.report()).isTrue();
        run.close();

        assertThat(closed).containsExactly("hub", "servers");
        assertThat(run.folder()).doesNotExist();
    }
}
