package io.caravan.bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BenchTest {

    @Test
    void listsTheBenches() {
        Outcome outcome = Outcome.of();

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out())
                .contains("start", "intake", "store", "latency", "pull", "migration", "query", "analytics", "kill");
    }

    @Test
    void refusesAnUnknownBenchInOneLine() {
        Outcome outcome = Outcome.of("stroe");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err().lines()).singleElement().asString().contains("stroe", "./caravan bench");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "intake", "store", "latency", "pull", "migration", "query", "analytics", "kill"})
    void explainsEachBench(String name) {
        Outcome outcome = Outcome.of(name, "--help");

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).contains("./caravan bench " + name);
    }
}
