package io.caravan.behavior;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class IpAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 192.0.2.0",
        "' 192.0.2.77 ', 192.0.2.0",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:0",
        "::ffff:192.0.2.77, 192.0.2.0",
        "::1, 0:0:0:0:0:0:0:0",
        "localhost,",
        "192.0.2.77:80,",
        "192.0.2,",
        "1:2:3,",
        "'',",
        ",",
    })
    void keepsTheNetworkOnly(String address, String network) {
        assertThat(IpAddresses.truncate(address)).isEqualTo(network);
    }
}
