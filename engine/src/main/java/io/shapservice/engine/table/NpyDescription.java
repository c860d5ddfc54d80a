package io.shapservice.engine.table;

import io.shapservice.engine.table.TableException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an npy file, versions 1 to 3 (NEP 1): magic, version, length, and a Python literal with type, order and shape.
 *
 * @param columns of a two-dimensional array
 */
record NpyDescription(NpyType type, boolean fortranOrder, long rows, long columns) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 64 * 1024;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");

    static NpyDescription read(InputStream in) throws IOException, TableException {
        byte[] start = in.readNBytes(8);
        if (start.length == 0) {
            throw malformed("the body is empty");
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (start.length < 8 || start[i] != MAGIC[i]) {
                throw malformed("it does not begin like one; numpy.save writes them");
            }
        }
        int version = start[6];
        if (version < 1 || version > 3) {
            throw new TableException(Kind.UNSUPPORTED, "npy version " + version + " is not known; 1 to 3 are.");
        }
        int length = length(in, version == 1 ? 2 : 4);
        byte[] header = in.readNBytes(length);
        if (header.length < length) {
            throw malformed("it breaks off inside its header");
        }
        return parse(new String(header, StandardCharsets.UTF_8));
    }

    private static int length(InputStream in, int bytes) throws IOException, TableException {
        byte[] size = in.readNBytes(bytes);
        if (size.length < bytes) {
            throw malformed("it breaks off inside its header");
        }
        long length = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            length = (length << 8) | (size[i] & 0xff);
        }
        if (length > MAX_HEADER) {
            throw malformed("its header declares " + length + " bytes");
        }
        return (int) length;
    }

    private static NpyDescription parse(String header) throws TableException {
        Matcher order = ORDER.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!order.find() || !shape.find()) {
            throw malformed("its header has no order or shape");
        }
        Matcher descr = DESCR.matcher(header);
        if (!descr.find()) {
            throw new TableException(
                    Kind.UNSUPPORTED, "Structured arrays are not taken: send one two-dimensional array of numbers.");
        }
        long[] axes = axes(shape.group(1));
        if (axes.length != 2) {
            throw new TableException(
                    Kind.COLUMNS,
                    "The array has " + axes.length + " axes; rows and columns are two."
                            + (axes.length == 1 ? " For a single row send x.reshape(1, -1)." : ""));
        }
        return new NpyDescription(NpyType.of(descr.group(1)), order.group(1).equals("True"), axes[0], axes[1]);
    }

    private static long[] axes(String text) throws TableException {
        String[] parts =
                text.replace("L", "").replaceAll("\\s", "").replaceAll(",$", "").split(",", -1);
        if (parts.length == 1 && parts[0].isEmpty()) {
            return new long[0];
        }
        long[] axes = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty() || parts[i].length() > 18) {
                throw malformed("its shape is (" + text + ")");
            }
            axes[i] = Long.parseLong(parts[i]);
        }
        return axes;
    }

    private static TableException malformed(String what) {
        return new TableException(Kind.MALFORMED, "This is not an npy file: " + what + ".");
    }
}
