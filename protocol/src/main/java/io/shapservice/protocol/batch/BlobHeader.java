package io.shapservice.protocol.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The ints at the head of a blob, and what is left after them. */
record BlobHeader(int[] fields, ByteBuffer rest) {
    static BlobHeader read(byte[] bytes, int magic, int count, String what) throws BatchFormatException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < 4 * (count + 1) || in.getInt() != magic) {
            throw new BatchFormatException("not a batch's " + what);
        }
        int[] fields = new int[count];
        for (int i = 0; i < count; i++) {
            fields[i] = in.getInt();
            if (fields[i] < 0) {
                throw new BatchFormatException("negative dimension in a batch's " + what);
            }
        }
        return new BlobHeader(fields, in);
    }

    int at(int index) {
        return fields[index];
    }

    /** Checks the count against the bytes that are left, before anything is allocated for it. */
    int elements(String what, ElementType type, long count) throws BatchFormatException {
        if (count * type.bytes() != rest.remaining()) {
            throw new BatchFormatException("a batch's " + what + " holds " + rest.remaining()
                    + " bytes of numbers, not " + count * type.bytes());
        }
        return Math.toIntExact(count);
    }
}
