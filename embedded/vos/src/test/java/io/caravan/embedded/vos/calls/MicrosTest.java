package io.caravan.embedded.vos.calls;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MicrosTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.000001",
        "45200, 0.0452",
        "1234567, 1.234567",
        "12000000, 12",
        "12500000, 12.5",
        "-1, -0.000001",
        "-724190000, -724.19"
    })
    void textIsTheShortestDecimal(long micros, String text) {
        assertThat(Micros.text(micros)).isEqualTo(text);
    }
}
