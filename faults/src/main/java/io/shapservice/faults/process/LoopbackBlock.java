package io.shapservice.faults.process;

import java.util.random.RandomGenerator;

/** Loopback addresses, one for each process, of a random block so that two suites on one machine do not meet. */
public final class LoopbackBlock {
    private static final int FIRST = 64;
    private static final int BLOCKS = 128;
    private static final int LARGEST = 250;

    private final String prefix;
    private int last;

    public LoopbackBlock(RandomGenerator random) {
        prefix = "127." + (FIRST + random.nextInt(BLOCKS)) + "." + random.nextInt(LARGEST) + ".";
    }

    public String next() {
        if (last == LARGEST) {
            throw new IllegalStateException("more than " + LARGEST + " addresses were asked for");
        }
        last++;
        return prefix + last;
    }
}
