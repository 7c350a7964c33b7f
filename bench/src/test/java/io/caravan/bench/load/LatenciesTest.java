package io.caravan.bench.load;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatenciesTest {

    @Test
    void tellsPercentiles() {
        var latencies = new Latencies();
        IntStream.range(0, 5000).forEach(i -> latencies.add(5000 - i));

        assertThat(latencies.percentile(0.5)).isEqualTo(2501);
        assertThat(latencies.percentile(0.99)).isEqualTo(4951);
        assertThat(latencies.percentile(1)).isEqualTo(5000);
    }

    @Test
    void isZeroWithoutRequests() {
        assertThat(new Latencies().percentile(0.99)).isZero();
    }
}
