package io.caravan.analytics;

/**
 * How many of some users did something.
 *
 * @param part of the users
 */
record Proportion(long part, long users) {

    double share() {
        return users == 0 ? Double.NaN : (double) part / users;
    }

    /** How many did not. */
    long rest() {
        return users - part;
    }
}
