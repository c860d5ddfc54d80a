package io.shapservice.protocol.batch;

import java.nio.ByteBuffer;

/** Width of the numbers of an array in a blob, little endian IEEE 754. */
public enum ElementType {
    FLOAT32(4) {
        @Override
        void write(ByteBuffer to, double[] from) {
            var view = to.asFloatBuffer();
            for (double v : from) {
                view.put((float) v);
            }
            to.position(to.position() + from.length * 4);
        }

        @Override
        void read(ByteBuffer from, double[] to) {
            var view = from.asFloatBuffer();
            for (int i = 0; i < to.length; i++) {
                to[i] = view.get();
            }
            from.position(from.position() + to.length * 4);
        }
    },
    FLOAT64(8) {
        @Override
        void write(ByteBuffer to, double[] from) {
            to.asDoubleBuffer().put(from);
            to.position(to.position() + from.length * 8);
        }

        @Override
        void read(ByteBuffer from, double[] to) {
            from.asDoubleBuffer().get(to);
            from.position(from.position() + to.length * 8);
        }
    };

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    abstract void write(ByteBuffer to, double[] from);

    abstract void read(ByteBuffer from, double[] to);

    static ElementType ofWidth(int bytes) throws BatchFormatException {
        return switch (bytes) {
            case 4 -> FLOAT32;
            case 8 -> FLOAT64;
            default -> throw new BatchFormatException("numbers of " + bytes + " bytes");
        };
    }
}
