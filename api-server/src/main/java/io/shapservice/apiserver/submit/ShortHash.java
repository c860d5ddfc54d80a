package io.shapservice.apiserver.submit;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** The first 128 bits of a hash in 22 characters: Redis keeps some for each job. Finding another text with the same takes 2^128 tries. */
final class ShortHash {
    private static final int BYTES = 16;

    private ShortHash() {}

    static String of(MessageDigest hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash.digest(), BYTES));
    }
}
