package io.caravan.embedded.vos;

import java.io.IOException;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import io.caravan.embedded.vos.calls.VosNode;
import io.caravan.embedded.vos.server.Knobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SimulatorPropertiesTest {

    @Test
    void withoutAnyKeyItIsTheStandardSimulator() throws Exception {
        assertThat(read("")).isEqualTo(SimulatorConfig.ofSeed(1).withPort(9090));
    }

    @Test
    void nodesAndKnobs() throws Exception {
        SimulatorConfig config = read("""
                port = 0
                seed = 5
                nodes = main, lord-howe
                node.main.zone = UTC
                node.main.seed = 77
                node.lord-howe.zone = Australia/Lord_Howe
                node.lord-howe.accounts = 3
                node.lord-howe.down = true
                latencyMs = 25
                errorRate = 0.5
                failAccounts = ["a, b", "上海迅通2"]
                latencyPerAccount = {"80012001": 30}
                """);
        assertThat(config.nodes().get(0)).isEqualTo(new VosNode("main", ZoneId.of("UTC"), 77, 8));
        assertThat(config.nodes().get(1).accounts()).isEqualTo(3);
        try (VosSimulator simulator = VosSimulator.start(config)) {
            Knobs main = simulator.knobs("main");
            assertThat(main.latencyMs()).isEqualTo(25);
            assertThat(main.errorRate()).isEqualTo(0.5);
            assertThat(main.failAccounts()).isEqualTo(List.of("a, b", "上海迅通2"));
            assertThat(main.latencyPerAccount()).containsOnlyKeys("80012001").containsValue(30L);
            assertThat(main.down()).isFalse();
            assertThat(simulator.knobs("lord-howe").down()).isTrue();
        }
    }

    @Test
    void aWrongKeyIsNamed() {
        refused("port=http", "Key port must be a whole number, not 'http'");
        refused("nodes=paris", "Key node.paris.zone is missing: give the node's time zone");
        refused("node.berlin.zone=Mars/Base", "Key node.berlin.zone: 'Mars/Base' is no time zone");
        refused("nodes=external\nnode.external.zone=UTC", "Node name 'external' cannot be a path segment");
        refused("failAccounts=[1", "Key failAccounts: the value is no JSON");
        refused("nodes=berlin,berlin", "Two nodes of the VOS simulator have one name");
        refused("latency=5", "Unknown knob 'latency'");
        refused("node.berlin.colour=red", "Unknown knob 'colour'");
        refused("node.paris.latencyMs=5", "Unknown node 'paris'; there are [shanghai, berlin]");
    }

    private static void refused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VosSimulator.start(read(text)).close())
                .withMessageStartingWith(message);
    }

    private static SimulatorConfig read(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return SimulatorProperties.read(properties);
    }
}
