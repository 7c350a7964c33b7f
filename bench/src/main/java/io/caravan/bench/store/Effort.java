package io.caravan.bench.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import io.caravan.bench.report.Figures;
import io.caravan.bench.stack.Processor;
import io.caravan.bench.stack.Servers;

/** What storing took, over several rounds: events a second, and processor time an event. */
final class Effort {

    private final List<Double> rates = new ArrayList<>();
    private final List<List<Double>> micros = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

    /**
     * Runs a round.
     *
     * @param hub process that stores beside the servers; 0 for none
     * @param events that the round stores, all of them
     * @param round tells events a second
     */
    double of(Servers servers, long hub, long events, Supplier<Double> round) {
        long[] pids = {hub, servers.clickhouse().pid(), servers.kafka().pid()};
        long[] before = new long[pids.length];
        for (int i = 0; i < pids.length; i++) {
            before[i] = Processor.micros(pids[i]);
        }
        double rate = round.get();
        rates.add(rate);
        for (int i = 0; i < pids.length; i++) {
            micros.get(i).add((Processor.micros(pids[i]) - before[i]) / (double) events);
        }
        return rate;
    }

    double rate() {
        return Figures.median(rates);
    }

    /** Hub, ClickHouse, Kafka. */
    String[] micros() {
        return micros.stream()
                .map(of -> String.format(Locale.ROOT, "%.1f", Figures.median(of)))
                .toArray(String[]::new);
    }
}
