package io.caravan.analytics;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Tests of groups give what tables and other programs give. */
class ComparisonTest {

    @Test
    void twoProportionsDifferAsTheTablesSay() {
        // 24 % of 1000 against 20 % of 1000: z = 0.04 / sqrt(0.22 · 0.78 · 2/1000).
        Comparison comparison = Comparison.of(new Proportion(240, 1000), new Proportion(200, 1000));
        assertThat(comparison.z()).isEqualTo(0.04 / Math.sqrt(0.22 * 0.78 * 0.002), within(1e-12));
        assertThat(comparison.p()).isEqualTo(0.0308371678, within(1e-9));
        Map<String, Object> shown = comparison.shown(0.05, 1);
        assertThat(number(shown.get("lift"))).isEqualTo(20, within(1e-9));
        assertThat(shown.get("significant")).isEqualTo(true);
        double error = Math.sqrt(0.24 * 0.76 / 1000 + 0.2 * 0.8 / 1000);
        assertThat(interval(shown, 0)).isEqualTo(100 * (0.04 - 1.959964 * error), within(1e-4));
        assertThat(interval(shown, 1)).isEqualTo(100 * (0.04 + 1.959964 * error), within(1e-4));
        // Of two comparisons at the same time each must be surer.
        assertThat(comparison.shown(0.05, 2).get("significant")).isEqualTo(false);
    }

    @Test
    void whatCannotBeComparedIsNull() {
        assertThat(Comparison.of(new Proportion(0, 500), new Proportion(0, 400)).shown(0.05, 1))
                .containsEntry("p_value", null)
                .containsEntry("significant", null)
                .containsEntry("lift", null)
                .containsEntry("too_few_users", true);
        assertThat(Comparison.of(new Proportion(3, 100), new Proportion(50, 100))
                        .tooFew())
                .isTrue();
        assertThat(Comparison.of(new Proportion(30, 100), new Proportion(50, 100))
                        .tooFew())
                .isFalse();
    }

    @Test
    void groupsOfTheWrongSizeAreTold() {
        // chi squared of one degree of freedom: 10.8276 is where p = 0.001.
        assertThat(new SampleRatio(List.of(5000L, 5000L), List.of(50.0, 50.0)).shown())
                .containsEntry("mismatch", false);
        assertThat(new SampleRatio(List.of(5164L, 4836L), List.of(1.0, 1.0)).shown())
                .containsEntry("mismatch", false);
        assertThat(new SampleRatio(List.of(5165L, 4835L), List.of(1.0, 1.0)).shown())
                .containsEntry("mismatch", true);
        assertThat(new SampleRatio(List.of(9000L, 1000L), List.of(90.0, 10.0)).shown())
                .containsEntry("mismatch", false);
        assertThat(new SampleRatio(List.of(3L, 4L), List.of(1.0, 1.0)).shown()).isNull();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static double interval(Map<String, Object> shown, int end) {
        return number(((List<?>) shown.get("interval")).get(end));
    }
}
