package io.shapservice.apiserver.submit;

import io.shapservice.apiserver.models.Digests;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Idempotency-Key} of a submit, as a scope that the queue remembers: a hash, so that it says nothing to a reader. */
final class IdempotencyHeader {
    static final String NAME = "Idempotency-Key";

    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyHeader() {}

    /** Hash of tenant, route and key; empty without a key. */
    static Optional<String> scope(@Nullable String key, String tenant, String route) {
        if (key == null) {
            return Optional.empty();
        }
        if (!VALID.matcher(key).matches()) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST,
                    "header " + NAME,
                    "The Idempotency-Key must be 1 to 255 printable ASCII characters, such as a UUID.");
        }
        MessageDigest hash = Digests.sha256();
        for (String part : new String[] {tenant, route, key}) {
            hash.update(part.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
        }
        return Optional.of(ShortHash.of(hash));
    }
}
