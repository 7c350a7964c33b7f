package io.caravan.cdr;

import org.junit.jupiter.api.Test;

import io.caravan.cdr.FlowNumbers.Sighting;

import static org.assertj.core.api.Assertions.assertThat;

class FlowNumbersOfDaysTest {

    private final FlowNumbersOfDays numbers = new FlowNumbersOfDays(3);

    @Test
    void aNumberIsTakenOnItsDayOnly() {
        assertThat(numbers.see(1, 7, 70)).isEqualTo(Sighting.NEW);
        assertThat(numbers.see(2, 7, 71)).isEqualTo(Sighting.NEW);
        assertThat(numbers.see(1, 7, 70)).isEqualTo(Sighting.REPEATED);
        assertThat(numbers.see(2, 7, 70)).isEqualTo(Sighting.CONFLICTING);
    }

    @Test
    void memoryHoldsOnlyTheLatest() {
        for (long flowNo = 1; flowNo <= 3; flowNo++) {
            assertThat(numbers.see(flowNo, flowNo, 0)).isEqualTo(Sighting.NEW);
        }
        assertThat(numbers.see(4, 4, 0)).isEqualTo(Sighting.NEW);
        assertThat(numbers.see(1, 1, 0)).isEqualTo(Sighting.NEW);
        assertThat(numbers.see(4, 4, 0)).isEqualTo(Sighting.REPEATED);
    }
}
