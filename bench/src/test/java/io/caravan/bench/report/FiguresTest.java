package io.caravan.bench.report;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTest {

    @Test
    void takesTheMiddle() {
        assertThat(Figures.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Figures.median(List.of())).isZero();
    }

    @Test
    void divides() {
        assertThat(Figures.rate(500, Duration.ofMillis(250))).isEqualTo(2000);
        assertThat(Figures.ratio(1, 4)).isEqualTo("0.25");
        assertThat(Figures.ratio(1, 0)).isEqualTo("-");
    }

    @Test
    void alignsNumbersToTheRight() {
        var table =
                new Table("what", "events/s").row("hub", Figures.number(12_300)).row("engine", "7");

        assertThat(table).hasToString("""
                  what    events/s
                  hub       12,300
                  engine         7
                """);
    }
}
