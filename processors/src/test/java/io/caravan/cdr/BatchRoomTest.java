package io.caravan.cdr;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.caravan.hub.deadletter.DeadLetter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchRoomTest {

    private static final int MEGABYTE = 1 << 20;

    private final BatchRoom room = new BatchRoom(256 << 20);
    private final Random random = new Random(1);

    @Test
    void whileTheStoreIsAtWorkABatchGrowsAndWhenItIsNotItGoes() throws Exception {
        BatchRoom.Place place = room.place();
        long idle = size(place);
        room.place().stores(true);
        assertThat(size(place)).isGreaterThan(5 * idle);
    }

    @Test
    void theStoreIsAtWorkUntilTheLastInsertHasEnded() throws Exception {
        BatchRoom.Place one = room.place();
        BatchRoom.Place other = room.place();
        long idle = size(one);
        one.stores(true);
        other.stores(true);
        other.stores(false);
        other.stores(false);
        assertThat(size(other)).isGreaterThan(idle);
        one.stores(false);
        assertThat(size(other)).isEqualTo(idle);
    }

    @Test
    void repliesThatAreReadAtOnceShareIt() throws Exception {
        BatchRoom.Place place = room.place();
        place.stores(true);
        long alone = size(place);
        place.reads(true);
        place.reads(true);
        assertThat(size(place)).isEqualTo(alone);
        room.place().reads(true);
        assertThat(size(place)).isBetween(alone / 2 - MEGABYTE, alone / 2 + MEGABYTE);
    }

    @Test
    void aReplyTakesItsShareOnlyWhileItIsRead() throws Exception {
        BatchRoom.Place place = room.place();
        place.reads(true);
        place.stores(true);
        long alone = size(place);
        WindowPull pull = Samples.pull(Samples.run("2026-11-20T12:00:00Z"), Samples.window("UTC", "2026-11-20"));
        CdrReply whole = pull.reply(Samples.reply(""), 10, room, () -> {});
        assertThat(size(place)).isEqualTo(alone);
        assertThat(whole.hasNext()).isFalse();
        whole.close();
        assertThat(size(place)).isEqualTo(alone);

        try (CdrReply broken = pull.reply(Samples.reply("{"), 10, room, () -> {})) {
            assertThatThrownBy(broken::hasNext).isInstanceOf(VosException.class);
        }
        assertThat(size(place)).isEqualTo(alone);
    }

    @Test
    void aReplyStoresFromItsFirstBatchUntilItHasNoMore() throws Exception {
        BatchRoom.Place place = room.place();
        long idle = size(place);
        WindowPull pull = Samples.pull(Samples.run("2026-11-20T12:00:00Z"), Samples.window("UTC", "2026-11-20"));
        String call = "{\"flowNo\":1,\"start\":%d}"
                .formatted(Instant.parse("2026-11-20T04:00:00Z").toEpochMilli());
        CdrReply reply = pull.reply(Samples.reply(call), 10, room, () -> {});
        assertThat(reply.hasNext()).isTrue();
        assertThat(size(place)).isEqualTo(idle);
        CdrBatch only = reply.next();
        assertThat(reply.hasNext()).isTrue();
        assertThat(size(place)).isGreaterThan(idle);
        assertThat(only.body().read()).isNotNegative();
        assertThat(reply.next().isEmpty()).isTrue();
        assertThat(size(place)).isEqualTo(idle);
        assertThat(reply.hasNext()).isFalse();
    }

    @Test
    void whatMemoryHoldsOfABatchIsAShareOfTheHeap() {
        BatchRoom.Place place = room.place();
        place.stores(true);
        var batch = new GrowingBatch(rows());
        long letters = 0;
        while (!place.isEnough(batch)) {
            batch.add(DeadLetter.of("no", "no", "here", new byte[MEGABYTE]));
            letters++;
        }
        assertThat(letters).isBetween(2L, 32L);
    }

    /** Bytes of rows that do not compress, and are enough. */
    private long size(BatchRoom.Place place) throws Exception {
        CdrRows rows = rows();
        var batch = new GrowingBatch(rows);
        byte[] raw = new byte[MEGABYTE];
        var record = new CdrRecord();
        CdrFieldReader.read(
                VosAnswers.parsed("{\"flowNo\":1,\"start\":1763600000000}".getBytes(StandardCharsets.UTF_8)), record);
        while (!place.isEnough(batch)) {
            random.nextBytes(raw);
            batch.add(record, 1, raw, 0, raw.length, 1);
        }
        try (CdrBatch made = batch.finish("x")) {
            return made.body().length();
        }
    }

    private static CdrRows rows() {
        return new CdrRows(1, Samples.run("2026-11-20T12:00:00Z"));
    }
}
