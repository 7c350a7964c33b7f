package io.caravan.embedded.vos;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator with a fixed clock for each test, and a client for each of its two nodes. */
abstract class SimulatorTest {

    static final String SHANGHAI = "shanghai";
    static final String BERLIN = "berlin";
    /** A Tuesday; noon in Shanghai is 04:00 UTC. */
    static final LocalDate TODAY = LocalDate.of(2026, 7, 21);

    static final LocalDate YESTERDAY = TODAY.minusDays(1);

    VosSimulator simulator;
    VosClient shanghai;
    VosClient berlin;

    static SimulatorConfig config() {
        return SimulatorConfig.ofSeed(42).withKnobs(Map.of("now", "2026-07-21T04:00:00Z", "recordsPerAccountDay", 200));
    }

    @BeforeEach
    void startSimulator() throws IOException {
        simulator = VosSimulator.start(config());
        shanghai = new VosClient(simulator.baseUrl(SHANGHAI));
        berlin = new VosClient(simulator.baseUrl(BERLIN));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }
}
