package io.caravan.embedded;

import java.util.Map;

/**
 * How the VOS simulator is to run.
 *
 * @param port where clients connect
 * @param knobs the simulator's own properties: seed, latency, error rate and the like; {@code port} is added
 * @param heapMegabytes the most heap it may use
 */
public record VosSettings(Port port, Map<String, String> knobs, int heapMegabytes) {

    public static final int DEFAULT_HEAP_MEGABYTES = 128;

    public VosSettings(Port port, Map<String, String> knobs) {
        this(port, knobs, DEFAULT_HEAP_MEGABYTES);
    }

    public VosSettings {
        knobs = Map.copyOf(knobs);
    }
}
