package io.shapservice.faults.data;

import io.shapservice.client.NpyArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rows of which parts are sent as jobs. */
public record Rows(NpyArray all) {
    private static final int ALIGNMENT = 64;

    public static Rows read(Path npy) {
        try {
            return new Rows(NpyArray.parse(Files.readAllBytes(npy)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + npy, e);
        }
    }

    public int count() {
        return all.shape()[0];
    }

    public int columns() {
        return all.shape()[1];
    }

    /** Rows {@code from} to {@code to}, which is left out, in NumPy's format 1.0 as float64. */
    public byte[] npy(int from, int to) {
        String shape = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + (to - from) + ", " + columns() + "), }";
        int unpadded = 10 + shape.length() + 1;
        String header = shape + " ".repeat(Math.floorMod(-unpadded, ALIGNMENT)) + "\n";
        ByteBuffer out = ByteBuffer.allocate(10 + header.length() + (to - from) * columns() * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        out.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        for (int i = from * columns(); i < to * columns(); i++) {
            out.putDouble(all.values()[i]);
        }
        return out.array();
    }
}
