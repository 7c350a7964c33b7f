package io.caravan.cdr;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchRoomTest {

    /** So many batches are made before. */
    private static final int LATE = 1_000_000;

    private final BatchRoom room = new BatchRoom(256 << 20);

    @Test
    void repliesThatAreReadAtOnceShareIt() throws Exception {
        long alone = room.bytes(LATE);
        room.enter();
        assertThat(room.bytes(LATE)).isEqualTo(alone);
        room.enter();
        assertThat(room.bytes(LATE)).isEqualTo(alone / 2);
        room.leave();
        room.leave();
        assertThat(room.bytes(LATE)).isEqualTo(alone);
    }

    @Test
    void aReplyTakesItsShareOnlyWhileItIsRead() throws Exception {
        room.enter();
        long alone = room.bytes(LATE);
        WindowPull pull = Samples.pull(Samples.run("2026-11-20T12:00:00Z"), Samples.window("UTC", "2026-11-20"));
        CdrReply whole = pull.reply(Samples.reply(""), 10, room, () -> {});
        assertThat(room.bytes(LATE)).isEqualTo(alone);
        assertThat(whole.hasNext()).isFalse();
        whole.close();
        assertThat(room.bytes(LATE)).isEqualTo(alone);

        CdrReply broken = pull.reply(Samples.reply("{"), 10, room, () -> {});
        try (broken) {
            assertThatThrownBy(broken::hasNext).isInstanceOf(VosException.class);
        }
        assertThat(room.bytes(LATE)).isEqualTo(alone);
    }

    @Test
    void theFirstBatchIsSmallSoThatTheStoreBeginsSoonAndLaterOnesAreAsLargeAsMayBe() {
        assertThat(room.bytes(0)).isLessThan(room.bytes(1)).isLessThan(room.bytes(LATE) / 4);
        long last = 0;
        for (int before = 0; before < 100; before++) {
            assertThat(room.bytes(before)).isGreaterThanOrEqualTo(last);
            last = room.bytes(before);
        }
        assertThat(last).isEqualTo(room.bytes(LATE));
    }

    @Test
    void aLargeHeapDoesNotMakeHugeBatches() {
        assertThat(new BatchRoom(64L << 30).bytes(LATE)).isLessThan(100 << 20);
    }
}
