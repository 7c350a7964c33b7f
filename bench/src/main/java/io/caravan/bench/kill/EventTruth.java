package io.caravan.bench.kill;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import redis.clients.jedis.Jedis;

import io.caravan.bench.Run;
import io.caravan.bench.load.Events;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.Servers;
import io.caravan.bench.stack.Sql;

/** Compares the store, its aggregates and the realtime figures with the events that were posted. */
record EventTruth(Events events, long sent) {

    private static final List<String> COUNTED = List.of("impression", "click", "purchase");
    private static final String FROM = " FROM " + Hub.DATABASE + ".";
    private static final String COUNTS = ", sum(t.impressions), sum(t.clicks), sum(t.conversions)" + FROM;

    /** Keys that make every realtime figure exact. */
    static Hub exact(Hub hub) {
        return hub.set("caravan.behavior.realtime.conversions", "purchase")
                .set("caravan.behavior.realtime.hot.weights", "impression=1")
                .set("caravan.behavior.realtime.hot.other-weight", "1")
                .set("caravan.behavior.realtime.hot.decay", "0")
                .set("caravan.behavior.realtime.hot.top", "100000")
                .set("caravan.behavior.realtime.hot.schedule", "* * * * * ?")
                .set("caravan.behavior.realtime.metrics-schedule", "* * * * * ?");
    }

    void check(Run run, Servers servers, Hub hub, long acknowledged) {
        Sql sql = servers.sql();
        List<String> found = sql.row(
                "SELECT count(), uniqExact(event_id), sum(JSONExtractUInt(extra_data, 'n'))" + FROM + "user_behaviors");
        run.check("events acknowledged", sent, acknowledged);
        run.check("events stored", sent, found.get(0));
        run.check("different events stored", sent, found.get(1));
        run.check("sum of their numbers", Events.sumOfNumbers(sent), found.get(2));
        checkAggregates(run, sql);
        checkRealtime(run, servers, hub);
        checkOffsets(run, hub);
    }

    private void checkAggregates(Run run, Sql sql) {
        compare(
                run,
                "tenants and scenarios",
                counts(events::place),
                sql.groups("SELECT concat(tenant_id, ' ', scenario_id) AS g" + COUNTS + "metrics_hourly t GROUP BY g"));
        compare(
                run,
                "items",
                counts(events::item),
                sql.groups("SELECT item_id AS g" + COUNTS + "item_stats_daily t GROUP BY g"));
        compare(
                run,
                "users",
                counts(events::user),
                sql.groups("SELECT user_id AS g, sumIf(t.events, action_type = 'impression'),"
                        + " sumIf(t.events, action_type = 'click'), sumIf(t.events, action_type = 'purchase')" + FROM
                        + "behavior_user_day t GROUP BY g"));
        run.check("events counted by action", sent, sql.number("SELECT sum(events)" + FROM + "behavior_action_hour"));
    }

    /**
     * Whether hot items have been made of all events that were sent. A hub that was killed over that keeps the others from it for the
     * time of a lease.
     */
    boolean hotItemsShown(Servers servers) {
        try (Jedis redis = jedis(servers)) {
            return sent
                    == hotItems(redis).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
        }
    }

    private Map<String, Long> hotItems(Jedis redis) {
        Map<String, Long> hot = new HashMap<>();
        for (String place : counts(events::place).keySet()) {
            redis.zrangeWithScores("hot:items:" + place.replace(' ', ':'), 0, -1)
                    .forEach(item -> hot.put(place + " " + item.getElement(), (long) item.getScore()));
        }
        return hot;
    }

    private void checkRealtime(Run run, Servers servers, Hub hub) {
        Map<String, List<Long>> metrics = new HashMap<>();
        try (Jedis redis = jedis(servers)) {
            for (String place : counts(events::place).keySet()) {
                String[] names = place.split(" ");
                JsonNode shown = hub.ask("/api/v1/realtime/metrics?tenant=" + names[0] + "&scenario=" + names[1]);
                metrics.put(
                        place,
                        List.of(
                                shown.path("impressions").longValue(),
                                shown.path("clicks").longValue(),
                                shown.path("conversions").longValue()));
            }
            compare(run, "realtime metrics of places", counts(events::place), metrics);
            compare(run, "hot items", sums(n -> events.place(n) + " " + events.item(n)), hotItems(redis));
            compare(run, "users' recent events", sums(n -> events.tenant(n) + " " + events.user(n)), recent(redis));
        }
    }

    private Map<String, Long> recent(Jedis redis) {
        Map<String, Long> lengths = new HashMap<>();
        for (String user : sums(n -> events.tenant(n) + " " + events.user(n)).keySet()) {
            lengths.put(user, redis.llen("recent:" + user.replace(' ', ':')));
        }
        return lengths;
    }

    private static void checkOffsets(Run run, Hub hub) {
        JsonNode report = hub.ask("/api/v1/behaviors/offsets");
        run.check(
                "the offset verifier finds all right",
                true,
                report.path("right").booleanValue());
        long open = 0;
        for (JsonNode partition : report.path("partitions")) {
            open += partition.path("end").longValue()
                    - partition.path("stored").longValue()
                    - partition.path("duplicates").longValue()
                    - partition.path("dead_lettered").longValue();
        }
        run.check("accepted - stored - duplicate - dead-lettered", 0, open);
    }

    private static Jedis jedis(Servers servers) {
        String[] address = servers.redis().address().split(":");
        return new Jedis(address[0], Integer.parseInt(address[1]));
    }

    private Map<String, List<Long>> counts(LongFunction<String> group) {
        Map<String, long[]> counts = new HashMap<>();
        for (long n = 0; n < sent; n++) {
            long[] of = counts.computeIfAbsent(group.apply(n), g -> new long[COUNTED.size()]);
            int action = COUNTED.indexOf(events.action(n));
            if (action >= 0) {
                of[action]++;
            }
        }
        Map<String, List<Long>> lists = new HashMap<>();
        counts.forEach((g, of) -> lists.put(g, LongStream.of(of).boxed().toList()));
        return lists;
    }

    private Map<String, Long> sums(LongFunction<String> group) {
        Map<String, Long> sums = new HashMap<>();
        for (long n = 0; n < sent; n++) {
            sums.merge(group.apply(n), 1L, Long::sum);
        }
        return sums;
    }

    private static void compare(Run run, String what, Map<String, ?> truth, Map<String, ?> found) {
        Set<String> different = new HashSet<>(truth.keySet());
        different.addAll(found.keySet());
        different.removeIf(key -> truth.containsKey(key) && truth.get(key).equals(found.get(key)));
        run.check(what + " with figures that differ, of " + truth.size(), 0, different.size());
        different.stream()
                .limit(3)
                .forEach(key -> run.say(what + ": " + key + " is " + found.get(key) + ", not " + truth.get(key)));
    }
}
