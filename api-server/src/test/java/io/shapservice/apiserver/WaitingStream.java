package io.shapservice.apiserver;

import java.io.InputStream;
import java.util.function.BooleanSupplier;

/** An empty stream that ends only when a condition holds. */
final class WaitingStream extends InputStream {
    private final BooleanSupplier condition;
    private volatile boolean waited;

    WaitingStream(BooleanSupplier condition) {
        this.condition = condition;
    }

    @Override
    public int read() {
        waited = Eventually.get(condition::getAsBoolean, holds -> holds);
        return -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        return read();
    }

    boolean waited() {
        return waited;
    }
}
