package io.caravan.behavior.realtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.log.Causes;

/**
 * The rules of hot items by scenario, from MongoDB's documents {@code scenarios}; a scenario without a document has the
 * configured ones. What is bad, or cannot be read, leaves the last good rules in force, and is told once.
 */
public final class ScenarioRules implements HotRulesByPlace {

    private static final Logger LOG = LoggerFactory.getLogger(ScenarioRules.class);

    private final HotRules usual;
    private volatile Map<Place, HotRules> byPlace = Map.of();
    private Set<String> told = Set.of();
    private boolean away;

    /** @param usual the configured rules, whose window no scenario exceeds */
    public ScenarioRules(HotRules usual) {
        this.usual = usual;
    }

    @Override
    public HotRules of(Place place) {
        return byPlace.getOrDefault(place, usual);
    }

    /** Takes the documents over, those that are not active left out. */
    public synchronized void take(List<? extends Map<?, ?>> documents) {
        Map<Place, HotRules> taken = new HashMap<>();
        Set<String> faults = new TreeSet<>();
        for (Map<?, ?> document : documents) {
            var scenario = new ScenarioDocument(document);
            if (!scenario.active()) {
                continue;
            }
            try {
                taken.put(scenario.place(), scenario.rules(usual));
            } catch (IllegalArgumentException e) {
                faults.add("Scenario " + scenario.name() + " keeps its rules for hot items: " + e.getMessage());
                scenario.placeIfKnown().ifPresent(place -> taken.put(place, of(place)));
            }
        }
        faults.stream().filter(fault -> !told.contains(fault)).forEach(LOG::warn);
        if (away || !taken.equals(byPlace)) {
            LOG.info("Rules for hot items are taken from {} scenarios", taken.size());
        }
        told = faults;
        away = false;
        byPlace = Map.copyOf(taken);
    }

    /** MongoDB does not answer. */
    public synchronized void keep(Exception failure) {
        if (!away) {
            LOG.warn("Scenarios keep their rules for hot items until MongoDB answers: {}", Causes.brief(failure));
        }
        away = true;
    }
}
