package io.shapservice.redis;

import java.util.Locale;
import java.util.function.Function;

/**
 * How a call to Redis ended. Redis being away is an answer like any other, so no caller can hang on it or forget it.
 *
 * @param <T> the value of a call that went through
 */
public sealed interface Outcome<T> {
    /** The call went through. */
    record Ok<T>(T value) implements Outcome<T> {}

    /**
     * The call did not go through, or nobody knows: after {@link Kind#TIMEOUT} and {@link Kind#DISCONNECTED} a write may have
     * taken effect, after the others it has not.
     *
     * @param detail what was asked of which server and what it said; never data, never a secret
     */
    record Failed<T>(Kind kind, String detail) implements Outcome<T> {
        @SuppressWarnings("unchecked") // holds no T
        public <R> Failed<R> cast() {
            return (Failed<R>) this;
        }
    }

    /** Why a call failed. */
    enum Kind {
        TIMEOUT,
        /**
         * Refused before it was sent: the breaker is open, the queue of requests is full, or there is no connection; or refused at
         * the door, because the password is wrong.
         */
        REJECTED,
        DISCONNECTED,
        /** The memory that Redis may use is full. */
        OOM,
        /** No writes here: a replica, or a primary that has lost its disk or its replicas. */
        READONLY,
        /** Not serving at the moment: Redis reads its data, runs a long script, or nobody has the slot of the key. */
        LOADING,
        ERROR;

        /** Whether a write may have taken effect all the same. */
        public boolean unknown() {
            return this == TIMEOUT || this == DISCONNECTED;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    default <R> Outcome<R> map(Function<? super T, ? extends R> f) {
        return switch (this) {
            case Ok<T>(T value) -> new Ok<>(f.apply(value));
            case Failed<T> failed -> failed.cast();
        };
    }

    /** Goes on with another call when this one went through. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> f) {
        return switch (this) {
            case Ok<T>(T value) -> f.apply(value);
            case Failed<T> failed -> failed.cast();
        };
    }

    static <T> Outcome<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Outcome<T> failed(Kind kind, String detail) {
        return new Failed<>(kind, detail);
    }
}
