package io.caravan.cdr;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Timeout(30)
class LookAheadTest {

    private static final String NAME = "look-ahead-test";

    @Test
    void everythingComesOnceAndInOrder() {
        Iterator<Integer> numbers = List.of(1, 2, 3).iterator();
        var ahead = new LookAhead<>(
                NAME, () -> numbers.hasNext() ? Optional.of(numbers.next()) : Optional.empty(), () -> {});
        assertThat(ahead.take()).contains(1);
        assertThat(ahead.take()).contains(2);
        assertThat(ahead.take()).contains(3);
        assertThat(ahead.take()).isEmpty();
        awaitNoThread();
    }

    @Test
    void oneIsMadeWhileTheLastOneIsUsedAndNoMore() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(2);
        var ahead = new LookAhead<>(
                NAME,
                () -> {
                    second.countDown();
                    return Optional.of(made.incrementAndGet());
                },
                () -> {});
        assertThat(ahead.take()).contains(1);
        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        awaitNoThread();
        assertThat(made).hasValue(2);
    }

    @Test
    void aFailureComesToTheUser() {
        var ahead = new LookAhead<Integer>(
                NAME,
                () -> {
                    throw new VosException(-7, "no");
                },
                () -> {});
        assertThatThrownBy(ahead::take).isInstanceOf(VosException.class).hasMessageContaining("retCode -7");
        awaitNoThread();
    }

    private static void awaitNoThread() {
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals(NAME)));
    }
}
