package io.shapservice.engine.model;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** Tells how much is read as it is read: whoever reads a large model for a minute does not hang. */
final class CountedInput extends FilterInputStream {
    private final IntConsumer read;

    CountedInput(InputStream in, IntConsumer read) {
        super(in);
        this.read = read;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            read.accept(1);
        }
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count > 0) {
            read.accept(count);
        }
        return count;
    }
}
