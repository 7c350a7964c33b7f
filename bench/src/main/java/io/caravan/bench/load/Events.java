package io.caravan.bench.load;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Behaviour events, numbered from 0, about 360 bytes of JSON each. The number stands in the id and in {@code extra_data},
 * so that a store can be asked for the count, the distinct ids and the sum of the numbers.
 *
 * @param timestamp when all of them happened, epoch milliseconds: an event sent again is the same event
 */
public record Events(String idPrefix, long timestamp) {

    private static final List<String> ACTIONS = List.of("impression", "click", "view", "play", "share", "purchase");
    private static final List<String> SCENARIOS = List.of("home", "search", "related");
    private static final int TENANTS = 4;
    private static final int USERS = 100_000;
    private static final int ITEMS = 10_000;
    private static final int PRIME = 7919;

    /** The user, who is the key in Kafka. */
    public String user(long number) {
        return "user-" + number * PRIME % USERS;
    }

    public String tenant(long number) {
        return "tenant-" + number % TENANTS;
    }

    public String item(long number) {
        return "item-" + number * PRIME % ITEMS;
    }

    public String action(long number) {
        return ACTIONS.get((int) (number % ACTIONS.size()));
    }

    /** Tenant and scenario with a blank between them. */
    public String place(long number) {
        return tenant(number) + " " + scenario(number);
    }

    private static String scenario(long number) {
        return SCENARIOS.get((int) (number % SCENARIOS.size()));
    }

    public String json(long number) {
        return """
                {"event_id":"%s%d","tenant_id":"%s","scenario_id":"%s","user_id":"%s","item_id":"%s",\
                "action_type":"%s","timestamp":%d,"context":{"device_type":"mobile","os":"Android 15",\
                "location":"CN-SH","ip":"10.1.%d.%d","user_agent":"Mozilla/5.0 (Linux; Android 15) Tracker/2.4"},\
                "position":%d,"duration":%d.5,"extra_data":{"n":%d}}""".formatted(
                        idPrefix,
                        number,
                        tenant(number),
                        scenario(number),
                        user(number),
                        item(number),
                        action(number),
                        timestamp,
                        number / 256 % 256,
                        number % 256,
                        number % 50,
                        number % 60,
                        number);
    }

    /** As a request carries several. */
    public String array(long first, int count) {
        return LongStream.range(first, first + count).mapToObj(this::json).collect(Collectors.joining(",", "[", "]"));
    }

    /** The sum of the numbers of the first so many. */
    public static long sumOfNumbers(long count) {
        return count * (count - 1) / 2;
    }
}
