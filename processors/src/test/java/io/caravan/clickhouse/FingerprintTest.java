package io.caravan.clickhouse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.caravan.testing.ClickHouseQuery;
import io.caravan.testing.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintTest {

    private final ClickHouseQuery server = new ClickHouseQuery(TestServers.clickhouse(), "");

    @Test
    void itIsWhatTheServerComputes() {
        Random random = new Random(64);
        List<byte[]> samples = new ArrayList<>();
        for (int length = 0; length < 130; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            samples.add(bytes);
        }
        byte[] large = new byte[20_000];
        random.nextBytes(large);
        samples.add(large);
        String hexes = samples.stream()
                .map(bytes -> "'" + HexFormat.of().formatHex(bytes) + "'")
                .collect(Collectors.joining(","));

        assertThat(server.lines("SELECT xxHash64(unhex(arrayJoin([" + hexes + "])))"))
                .containsExactlyElementsOf(samples.stream()
                        .map(bytes -> Long.toUnsignedString(Fingerprint.of(bytes)))
                        .toList());
    }

    @Test
    void aStretchOfBytesIsTheSameAsACopyOfIt() {
        byte[] bytes = new byte[100];
        new Random(1).nextBytes(bytes);
        assertThat(Fingerprint.of(bytes, 13, 40)).isEqualTo(Fingerprint.of(Arrays.copyOfRange(bytes, 13, 53)));
    }
}
