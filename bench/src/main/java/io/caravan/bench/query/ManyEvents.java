package io.caravan.bench.query;

import java.time.LocalDate;

import io.caravan.bench.Run;
import io.caravan.bench.stack.Hub;
import io.caravan.bench.stack.Sql;

/**
 * Events of one tenant made inside ClickHouse, so that the store's own views feed the aggregates: ninety days, four scenarios, a
 * million users of whom few come often, 50,000 items, 80 % impressions, 10 % clicks, a fifth in an experiment.
 */
final class ManyEvents {

    static final int DAYS = 90;
    static final int SCENARIOS = 4;

    private static final String INSERT = """
            INSERT INTO %1$s.user_behaviors (tenant_id, scenario_id, action_type, timestamp, received_at, event_id, user_id, item_id,
              device_type, os, location, ip, experiment_id, experiment_group, position, watch_duration, kafka_topic, kafka_offset)
            SELECT 'shop', concat('scenario-', toString(h1 %% %4$d)),
              multiIf(p < 800, 'impression', p < 900, 'click', p < 960, 'view', p < 975, 'add_cart', p < 985, 'order', 'like'),
              toDateTime64('%2$s 00:00:00', 3, 'UTC') + toIntervalMillisecond(intDiv(number * 86400000, %3$d)) AS at, at,
              concat('evt_%2$s_', toString(number)), concat('user-', toString(u)), concat('item-', toString(i)),
              ['mobile', 'pc', 'tablet'][1 + h1 %% 3], 'iOS', 'somewhere', concat('10.0.0.', toString(u %% 250)),
              if(u %% 5 = 0, 'ranking', ''), if(u %% 5 > 0, '', if(u %% 2 = 0, 'control', 'new')), toInt32(p %% 20),
              if(p %% 7 = 0, h1 %% 300, 0), 'user-behaviors', number
            FROM (
              SELECT number, cityHash64(number, '%2$s') AS h1, cityHash64(h1, 1) %% 1000 AS p, cityHash64(h1, 2) AS h2,
                cityHash64(h1, 3) AS h3, intDiv((h2 %% 1000) * (intDiv(h2, 1000) %% 1000000), 1000) AS u,
                intDiv((h3 %% 1000) * (intDiv(h3, 1000) %% 50000), 1000) AS i
              FROM numbers(%3$d))
            """;

    private ManyEvents() {}

    /** @return how many there are */
    static long make(Run run, Sql sql, long events, LocalDate first) {
        long eachDay = Math.max(1, events / DAYS);
        for (int day = 0; day < DAYS; day++) {
            sql.run(INSERT.formatted(Hub.DATABASE, first.plusDays(day), eachDay, SCENARIOS));
            if ((day + 1) % 10 == 0) {
                run.say((day + 1) * eachDay + " events made");
            }
        }
        return eachDay * DAYS;
    }
}
