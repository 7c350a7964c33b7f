package io.caravan.behavior.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The sliding windows of metrics and hot items, in a real Redis. */
class RealtimeWindowTest extends RealtimeInRedis {

    @Test
    void figuresLeaveWhenTheirMinuteLeavesTheWindow() throws Exception {
        store.apply(clicks(0, 9));
        now = start.plus(Duration.ofMinutes(20));
        store.apply(clicks(10, 14));
        assertThat(shown("clicks")).isEqualTo(15L);

        now = start.plus(Duration.ofMinutes(31));
        assertThat(shown("clicks"))
                .as("the window of the metrics is 30 minutes")
                .isEqualTo(5L);
        assertThat(scores()).as("that of hot items is 60").containsEntry("item", 30.0);

        now = start.plus(Duration.ofMinutes(61));
        assertThat(scores()).containsEntry("item", 10.0);
        assertThat(shown("clicks")).isEqualTo(0L);
        assertThat(redis.hasKey(RealtimeKeys.metrics(place))).isFalse();

        now = start.plus(Duration.ofMinutes(83));
        assertThat(scores()).isEmpty();
        metrics.showAll(new DefaultCamelContext());
        assertThat(new ActivePlaces(redis, settings, clock)
                        .active(store.fence(0).generation()))
                .isEmpty();
    }

    @Test
    void eventsOlderThanTheWindowChangeNoFigureAndLateOnesTheirOwnMinute() throws Exception {
        store.apply(piece(0, event(0, "click", start.minus(Duration.ofMinutes(61)))));
        assertThat(shown("clicks")).isEqualTo(0L);
        assertThat(scores()).isEmpty();

        store.apply(piece(1, event(1, "click", start.minus(Duration.ofMinutes(20)))));
        assertThat(shown("clicks")).isEqualTo(1L);
        now = start.plus(Duration.ofMinutes(11));
        assertThat(shown("clicks")).isEqualTo(0L);
    }

    @Test
    void atEveryMomentTheFiguresAreThoseOfTheWindowHoweverLateEventsCome() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        List<Occurrence> happened = new ArrayList<>();
        for (long offset = 0; offset < 150; offset++) {
            now = now.plusSeconds(random.nextInt(90));
            Occurrence event = new Occurrence(
                    offset,
                    "id-" + offset,
                    place,
                    "user-" + random.nextInt(40),
                    "item-" + random.nextInt(40),
                    random.nextBoolean() ? "impression" : "click",
                    now.minusSeconds(random.nextInt(3) == 0 ? random.nextInt(45 * 60) : 0)
                            .toEpochMilli(),
                    null,
                    null);
            happened.add(event);
            store.apply(piece(offset, event));

            List<Occurrence> inWindow = happened.stream()
                    .filter(one -> one.minute() > Math.floorDiv(now(), 60_000L) - 30)
                    .toList();
            List<Occurrence> impressions = inWindow.stream()
                    .filter(one -> one.action().equals("impression"))
                    .toList();
            assertThat(List.of(shown("impressions"), shown("clicks"), shown("active_users"), shown("exposed_items")))
                    .as("seed %d, event %d", seed, offset)
                    .containsExactly(
                            (long) impressions.size(),
                            (long) inWindow.size() - impressions.size(),
                            aboutDistinct(inWindow.stream().map(Occurrence::user)),
                            aboutDistinct(impressions.stream().map(Occurrence::item)));
        }
    }

    @Test
    void changedWeightsHoldForWhatHasHappenedAndDecayHalves() throws Exception {
        store.apply(clicks(0, 3));
        assertThat(scores()).containsEntry("item", 8.0);

        rules = new HotRules(Map.of("click", 10.0), 0, Math.log(2) * 48, 60);
        assertThat(scores()).containsEntry("item", 40.0);
        now = start.plus(Duration.ofMinutes(30));
        assertThat(scores().get("item")).isCloseTo(20.0, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void showsOnlyTheHottest() throws Exception {
        List<Occurrence> events = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            events.add(new Occurrence(
                    i,
                    "id" + i,
                    place,
                    "user",
                    "item-" + (i < 3 ? "a" : i < 5 ? "b" : "c"),
                    "view",
                    now(),
                    null,
                    null));
        }
        store.apply(new Piece(0, 0, 5, events, 0, null));

        assertThat(scores()).containsExactlyInAnyOrderEntriesOf(Map.of("item-a", 3.0, "item-b", 2.0));
    }
}
