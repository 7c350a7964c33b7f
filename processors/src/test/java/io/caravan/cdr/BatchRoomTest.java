package io.caravan.cdr;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchRoomTest {

    private final BatchRoom room = new BatchRoom(256 << 20);

    @Test
    void repliesThatAreReadAtOnceShareIt() throws Exception {
        long alone = room.bytes();
        room.enter();
        assertThat(room.bytes()).isEqualTo(alone);
        room.enter();
        assertThat(room.bytes()).isEqualTo(alone / 2);
        room.leave();
        room.leave();
        assertThat(room.bytes()).isEqualTo(alone);
    }

    @Test
    void aReplyTakesItsShareOnlyWhileItIsRead() throws Exception {
        room.enter();
        long alone = room.bytes();
        WindowPull pull = Samples.pull(Samples.run("2026-11-20T12:00:00Z"), Samples.window("UTC", "2026-11-20"));
        CdrReply whole = pull.reply(Samples.reply(""), 10, room);
        assertThat(room.bytes()).isEqualTo(alone);
        assertThat(whole.hasNext()).isFalse();
        whole.close();
        assertThat(room.bytes()).isEqualTo(alone);

        CdrReply broken = pull.reply(Samples.reply("{"), 10, room);
        try (broken) {
            assertThatThrownBy(broken::hasNext).isInstanceOf(VosException.class);
        }
        assertThat(room.bytes()).isEqualTo(alone);
    }

    @Test
    void aLargeHeapDoesNotMakeHugeBatches() {
        assertThat(new BatchRoom(64L << 30).bytes()).isLessThan(100 << 20);
    }
}
