package io.caravan.cdr;

import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The list of nodes is edited while the hub runs. */
class NodesFileTest {

    private static final int WINDOWS = 16;

    @Test
    void anEditCountsAtOnceAndAMistakeStopsNobodyElse(@TempDir Path home) throws Exception {
        try (VosSimulator simulator =
                        VosSimulator.start(SimulatorConfig.ofSeed(2).withKnob("recordsPerAccountDay", 5));
                CdrHub hub = new CdrHub(home)
                        .node("shanghai", simulator.baseUrl("shanghai"), "Asia/Shanghai")
                        .node("berlin", simulator.baseUrl("berlin"), "Europe/Berlin")) {
            String good = hub.nodesFile();
            hub.nodesFile(good.replace("Europe/Berlin", "Europe/Berlyn"));
            hub.process.set("caravan.cdr.pull.refresh", "PT1S");
            hub.start();
            hub.awaitDone(1, WINDOWS);
            assertThat(hub.windows(2)).isEmpty();
            assertThat(hub.process.output()).contains("vos-nodes.yaml: entry 2: zone Europe/Berlyn");

            hub.nodesFile(good);
            hub.awaitDone(2, WINDOWS);

            hub.nodesFile("nodes: [");
            await().until(() -> hub.process.output().contains("2 nodes of before stay"));
            List<String> before = pulledAt(hub);
            await("goes on with the nodes of before").until(() -> !pulledAt(hub).equals(before));

            hub.nodesFile(good.replace("name: shanghai", "name: shanghai\n    enabled: false"));
            await("berlin is pulled on, shanghai is not").until(() -> {
                long shanghai = simulator.requests("shanghai").count();
                long berlin = simulator.requests("berlin").count();
                await("two rounds").until(() -> simulator.requests("berlin").count() > berlin + WINDOWS);
                return simulator.requests("shanghai").count() == shanghai;
            });
        }
    }

    private static List<String> pulledAt(CdrHub hub) {
        return hub.windows(2).stream()
                .map((JsonNode window) -> window.get("pulledAt").textValue())
                .toList();
    }
}
