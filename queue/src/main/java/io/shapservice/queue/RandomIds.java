package io.shapservice.queue;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Identities that nobody else has or can guess: 128 random bits. */
record RandomIds(RandomGenerator random) {
    String next() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
