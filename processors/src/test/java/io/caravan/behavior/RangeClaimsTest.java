package io.caravan.behavior;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A hub that was suspended reads again what became of its range, and leaves alone what others have stored. */
class RangeClaimsTest {

    private final RangeClaim claim = new RangeClaim("events", "id", 0, 100, 199, false);
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final RangeClaims claims = new RangeClaims(new ObjectMapper(), clock());

    @Test
    void whatWasReadOfARangeIsGoodForAWhile() {
        long storeBy = claims.storeBy();
        assertThat(storeBy).isGreaterThan(now.toEpochMilli());
        assertThat(claims.stale(storeBy)).isFalse();

        now = now.plus(Duration.ofSeconds(31));
        assertThat(claims.stale(storeBy)).isTrue();
        assertThat(claims.stale(claims.storeBy())).isFalse();
    }

    @Test
    void aRangeThatAnotherHubHasFinishedIsNotStored() {
        assertThat(claims.questionAgain(claim)).containsEntry("first", 100L).containsEntry("topic_id", "id");
        claims.renew(List.of(row(0)), claim);

        assertThatThrownBy(() -> claims.renew(List.of(row(1)), claim)).hasMessageContaining(claim.token());
    }

    private static Map<String, Object> row(int finished) {
        return Map.of("first_offset", 100L, "last_offset", 199L, "finished", finished);
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }
}
