package io.caravan.migration;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which parts after a move account for those before it. */
class ReconciliationTest {

    private static Part part(String name, long rows, String hash) {
        return new Part(PartName.of("202601-a", "202601-a_" + name), rows, rows * 10, "s3", hash, Instant.EPOCH);
    }

    private static final List<Part> BEFORE = List.of(part("1_1_0", 5, "x"), part("2_4_1", 7, "y"));

    @Test
    void unchangedMergedAndLatePartsAreToldApart() {
        assertThat(Reconciliation.of(BEFORE, BEFORE)).isEqualTo(new Reconciliation(2, 12, 120, 2, 0, 0));
        assertThat(Reconciliation.of(BEFORE, List.of(part("1_4_2", 12, "z"), part("5_5_0", 1, "n"))))
                .isEqualTo(new Reconciliation(2, 13, 130, 0, 2, 1));
        assertThat(Reconciliation.of(BEFORE, List.of(part("1_1_0_9", 4, "m"), part("2_4_1", 7, "y")))
                        .merged())
                .isEqualTo(1);
    }

    @Test
    void aPartThatIsMissingOrOtherIsAFault() {
        assertThatThrownBy(() -> Reconciliation.of(BEFORE, BEFORE.subList(0, 1)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("202601-a_2_4_1")
                .hasMessageContaining("7 rows is no more");
        // A merge of other parts does not account for it.
        assertThatThrownBy(() -> Reconciliation.of(BEFORE, List.of(part("1_3_2", 12, "z"))))
                .hasMessageContaining("202601-a_2_4_1");
        assertThatThrownBy(() -> Reconciliation.of(BEFORE, List.of(BEFORE.get(0), part("2_4_1", 7, "other"))))
                .hasMessageContaining("is not what it was");
    }

    @Test
    void namesOfPartsAreReadFromTheirEnd() {
        assertThat(PartName.of("all", "all_1_20_3_7")).isEqualTo(new PartName("all", 1, 20, 3, 7));
        assertThat(PartName.of("2026-01_x", "2026-01_x_1_2_0")).hasToString("2026-01_x_1_2_0");
        assertThatThrownBy(() -> PartName.of("all", "all_1_2")).isInstanceOf(MigrationException.class);
        assertThatThrownBy(() -> PartName.of("all", "202601_1_2_0")).isInstanceOf(MigrationException.class);
    }

    @Test
    void argumentsOfEnginesAreReadAsClickHouseWritesThem() {
        assertThat(EngineArguments.of("Distributed('my cluster', 'd\\'b', 'a, (b)', rand(id, 2), 'x') SETTINGS a = 1"))
                .containsExactly("my cluster", "d'b", "a, (b)", "rand(id, 2)", "x");
        assertThat(EngineArguments.of("Memory")).isEmpty();
    }
}
