package io.caravan.cdr;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class NodeCallsTest {

    private final NodeCalls calls = new NodeCalls();
    private final NodeCalls.Turn turn = calls.turn();

    private final List<List<Window>> all = Stream.of("2026-11-01", "2026-11-02", "2026-11-03")
            .map(day -> List.of(Samples.window("UTC", day)))
            .toList();

    private final Iterator<NodeCalls.Asking> windows = calls.oneByOne(turn, all);

    @Test
    void beginsTheNextCallWhenTheLastHasEnded() {
        NodeCalls.Asking first = windows.next();
        CompletableFuture<NodeCalls.Asking> second = CompletableFuture.supplyAsync(windows::next);
        assertThat(second).isNotDone();

        calls.end(first.call());

        assertThat(second.join().windows()).isEqualTo(all.get(1));
    }

    @Test
    void hasTwoWindowsAtWorkAtMost() {
        NodeCalls.Asking first = windows.next();
        calls.end(first.call());
        NodeCalls.Asking second = windows.next();
        calls.end(second.call());
        CompletableFuture<NodeCalls.Asking> third = CompletableFuture.supplyAsync(windows::next);
        assertThat(third).isNotDone();

        calls.done(first);

        assertThat(third.join().windows()).isEqualTo(all.get(2));
    }

    @Test
    void endsACallOnce() {
        NodeCalls.Asking first = windows.next();
        calls.end(first.call());
        calls.done(first);
        calls.end(first.call());

        NodeCalls.Permit only = calls.begin(turn);
        CompletableFuture<NodeCalls.Permit> another = CompletableFuture.supplyAsync(() -> calls.begin(turn));
        assertThat(another).isNotDone();
        calls.end(calls.part());
        assertThat(another).isNotDone();

        calls.end(only);

        assertThat(another.join()).isNotNull();
    }
}
