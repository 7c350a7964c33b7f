package io.caravan.embedded;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FreePortsTest {

    @Test
    void aPortIsNotGivenAgainWhileItsServerIsNotThereYet() {
        List<Integer> given =
                IntStream.range(0, 300).mapToObj(i -> FreePorts.one()).toList();
        assertThat(given).doesNotHaveDuplicates();
    }
}
