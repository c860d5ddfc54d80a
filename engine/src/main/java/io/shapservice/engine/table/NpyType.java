package io.shapservice.engine.table;

import io.shapservice.engine.table.TableException.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Element type of an npy file: booleans, integers and floats of any width, in either byte order. */
record NpyType(char kind, int bytes, ByteOrder order) {
    /** @param descr such as {@code <f8} */
    static NpyType of(String descr) throws TableException {
        if (descr.length() >= 2) {
            boolean marked = "<>|=".indexOf(descr.charAt(0)) >= 0;
            String rest = marked ? descr.substring(1) : descr;
            ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            switch (rest) {
                case "f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1" -> {
                    return new NpyType(rest.charAt(0), rest.charAt(1) - '0', order);
                }
                default -> {}
            }
        }
        boolean object = descr.endsWith("O");
        throw new TableException(
                Kind.UNSUPPORTED,
                "Arrays of type '" + descr + "' are not taken"
                        + (object ? ", for they run code when they are read" : "")
                        + ": send x.astype(numpy.float32) or float64.");
    }

    void widen(ByteBuffer from, double[] to, int offset, int count) {
        from.order(order);
        switch (kind) {
            case 'f' -> floats(from, to, offset, count);
            case 'i' -> signed(from, to, offset, count);
            default -> unsigned(from, to, offset, count);
        }
    }

    private void floats(ByteBuffer from, double[] to, int offset, int count) {
        switch (bytes) {
            case 8 -> from.asDoubleBuffer().get(to, offset, count);
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    to[offset + i] = from.getFloat(i * 4);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    to[offset + i] = Float.float16ToFloat(from.getShort(i * 2));
                }
            }
        }
    }

    private void signed(ByteBuffer from, double[] to, int offset, int count) {
        for (int i = 0; i < count; i++) {
            to[offset + i] = switch (bytes) {
                case 1 -> from.get(i);
                case 2 -> from.getShort(i * 2);
                case 4 -> from.getInt(i * 4);
                default -> from.getLong(i * 8);
            };
        }
    }

    private void unsigned(ByteBuffer from, double[] to, int offset, int count) {
        for (int i = 0; i < count; i++) {
            to[offset + i] = switch (bytes) {
                case 1 -> from.get(i) & 0xff;
                case 2 -> from.getShort(i * 2) & 0xffff;
                case 4 -> from.getInt(i * 4) & 0xffffffffL;
                default -> unsignedLong(from.getLong(i * 8));
            };
        }
    }

    private static double unsignedLong(long v) {
        return v >= 0 ? v : ((v >>> 1) | (v & 1)) * 2.0;
    }
}
