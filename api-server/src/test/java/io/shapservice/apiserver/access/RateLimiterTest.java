package io.shapservice.apiserver.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final AtomicLong now = new AtomicLong();
    private final RateLimiter limiter = new RateLimiter(now::get);
    private final Tenant acme = new Tenant("acme", new RateLimit(2, 3), "default", null);

    @Test
    void aBurstPassesAndThenSoManyASecond() {
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.take(acme)).isZero();
        }
        assertThat(limiter.take(acme)).isBetween(Duration.ofMillis(499), Duration.ofMillis(501));
        now.addAndGet(Duration.ofMillis(501).toNanos());
        assertThat(limiter.take(acme)).isZero();
        assertThat(limiter.take(acme)).isPositive();
        now.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.take(acme)).isZero();
        }
        assertThat(limiter.take(acme)).isPositive();
    }

    @Test
    void oneTenantsRequestsAreNotCountedForAnother() {
        Tenant globex = new Tenant("globex", new RateLimit(2, 1), "default", null);
        while (limiter.take(acme).isZero()) {
            assertThat(now.get()).isZero();
        }

        assertThat(limiter.take(globex)).isZero();
        assertThat(limiter.take(Tenant.EVERYONE)).isZero();
    }
}
