package io.shapservice.apiserver.access;

/**
 * Requests of one tenant to one replica.
 *
 * @param perSecond in the long run; infinite for no limit
 * @param burst at once
 */
public record RateLimit(double perSecond, double burst) {
    public static final RateLimit NONE = new RateLimit(Double.POSITIVE_INFINITY, 1);

    boolean unlimited() {
        return Double.isInfinite(perSecond);
    }
}
