package io.caravan.hub.routes;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a dry run of all routes came to.
 *
 * @param revision of the tree that was checked
 * @param faults in the order of files and lines; empty if the routes may be taken over
 * @param routes how many the files define, without what templates make
 * @param files how many route files there are
 * @param kamelets how many there are
 * @param millis what the check took
 */
public record RouteVerdict(String revision, List<RouteFault> faults, int routes, int files, int kamelets, long millis) {
    public RouteVerdict {
        faults = List.copyOf(faults);
    }

    @JsonProperty
    public boolean ok() {
        return faults.isEmpty();
    }
}
