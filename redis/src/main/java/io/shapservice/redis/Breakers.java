package io.shapservice.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One breaker for each kind of traffic. Only silence opens it (a timeout, a connection lost in the middle): what Redis refuses in
 * words, it refuses quickly, and without a connection a call is refused here anyway.
 */
final class Breakers {
    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindow(20, 5, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(1))
            .permittedNumberOfCallsInHalfOpenState(3)
            .recordResult(Breakers::failure)
            .build();

    private final Map<Traffic, CircuitBreaker> breakers = new EnumMap<>(Traffic.class);

    Breakers() {
        Arrays.stream(Traffic.values()).forEach(t -> breakers.put(t, CircuitBreaker.of(t.label(), CONFIG)));
    }

    boolean admits(Traffic traffic) {
        return of(traffic).tryAcquirePermission();
    }

    void ended(Traffic traffic, Outcome<?> outcome, long nanos) {
        of(traffic).onResult(nanos, TimeUnit.NANOSECONDS, outcome);
    }

    /** Redis is back: try at once instead of waiting out the pause. */
    void retryNow() {
        breakers.values().stream()
                .filter(breaker -> breaker.getState() == CircuitBreaker.State.OPEN)
                .forEach(CircuitBreaker::transitionToHalfOpenState);
    }

    boolean closed(Traffic traffic) {
        return of(traffic).getState() == CircuitBreaker.State.CLOSED;
    }

    Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        breakers.forEach((traffic, breaker) ->
                states.put(traffic.label(), breaker.getState().name().toLowerCase(Locale.ROOT)));
        return states;
    }

    private CircuitBreaker of(Traffic traffic) {
        CircuitBreaker breaker = breakers.get(traffic);
        if (breaker == null) {
            throw new IllegalStateException("every kind of traffic has a breaker");
        }
        return breaker;
    }

    private static boolean failure(Object outcome) {
        return outcome instanceof Outcome.Failed<?>(Outcome.Kind kind, String _) && kind.unknown();
    }
}
