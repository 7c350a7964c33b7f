package io.caravan.behavior;

/** Which scenarios there are. */
@FunctionalInterface
public interface Scenarios {

    /** Every scenario is taken to be known. */
    Scenarios ANY = (tenant, scenario) -> true;

    boolean known(String tenant, String scenario);
}
