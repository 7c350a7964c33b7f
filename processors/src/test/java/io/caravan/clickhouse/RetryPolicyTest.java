package io.caravan.clickhouse;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTest {

    @RepeatedTest(20)
    void waitsDoubleUpToTheLongestAndVary() {
        RetryPolicy policy = new RetryPolicy(3, 100, 1_000);

        assertThat(policy.delay(0)).isBetween(50L, 100L);
        assertThat(policy.delay(1)).isBetween(100L, 200L);
        assertThat(policy.delay(2)).isBetween(200L, 400L);
        assertThat(policy.delay(10)).isBetween(500L, 1_000L);
    }

    @Test
    void endlessRetriesDoNotOverflow() {
        assertThat(new RetryPolicy(1_000_000, 600_000, 3_600_000).delay(999_999))
                .isBetween(1_800_000L, 3_600_000L);
    }
}
