package io.shapservice.apiserver.submit;

import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Idempotency keys of the submits that this process is taking in. Two of them that reach two processes are told apart by the
 * queue's script; here a second one is answered before its body is read.
 */
final class KeyInUse {
    private final Set<String> scopes = ConcurrentHashMap.newKeySet();

    /** Holds the scope until closed. */
    AutoCloseable hold(Optional<String> scope) {
        if (scope.isEmpty()) {
            return () -> {};
        }
        if (!scopes.add(scope.get())) {
            throw new ProblemException(
                            ProblemType.IN_PROGRESS,
                            "Another request with this Idempotency-Key is being taken in: ask again for its job.")
                    .withRetryAfter(Duration.ofSeconds(1));
        }
        return () -> scopes.remove(scope.get());
    }
}
