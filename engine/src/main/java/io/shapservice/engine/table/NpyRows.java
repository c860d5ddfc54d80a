package io.shapservice.engine.table;

import io.shapservice.engine.table.TableException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Rows of a two-dimensional npy file in C order, or in Fortran order when the whole fits into memory. */
public final class NpyRows implements RowBlocks {
    private static final int CHUNK = 1 << 13;

    private final InputStream in;
    private final NpyDescription description;
    private final TableLimits limits;
    private final int columns;
    private long rowsLeft;

    private NpyRows(InputStream in, NpyDescription description, TableLimits limits) {
        this.in = in;
        this.description = description;
        this.limits = limits;
        this.columns = (int) description.columns();
        this.rowsLeft = description.rows();
    }

    /** Reads the header; the declared shape is checked before anything is allocated for it. */
    public static RowBlocks open(InputStream in, TableLimits limits) throws IOException, TableException {
        NpyDescription description = NpyDescription.read(in);
        limits.checkColumns(description.columns());
        limits.checkRows(description.rows());
        if (description.columns() == 0) {
            throw new TableException(Kind.COLUMNS, "The array has no columns.");
        }
        NpyRows rows = new NpyRows(in, description, limits);
        return description.fortranOrder() && description.rows() > 1 ? rows.transposed() : rows;
    }

    @Override
    public Optional<Table> next(int maxRows) throws IOException, TableException {
        int rows = (int) Math.min(Math.min(maxRows, rowsLeft), Math.max(1, limits.values() / columns));
        if (rows == 0) {
            checkEnd();
            return Optional.empty();
        }
        double[] values = values(rows * columns);
        rowsLeft -= rows;
        if (rowsLeft == 0) {
            checkEnd();
        }
        return Optional.of(new Table(values, rows, columns, List.of()));
    }

    /** Takes memory as the bytes arrive: a header that claims what does not follow costs nothing. */
    private double[] values(int count) throws IOException, TableException {
        int width = description.type().bytes();
        byte[] chunk = new byte[Math.min(CHUNK, count) * width];
        double[] values = new double[Math.min(CHUNK, count)];
        for (int at = 0; at < count; ) {
            int part = Math.min(CHUNK, count - at);
            int got = in.readNBytes(chunk, 0, part * width);
            if (got < part * width) {
                throw new TableException(
                        Kind.MALFORMED,
                        "The npy file breaks off: it declares " + description.rows() + " rows of " + columns
                                + " columns and ends " + rowsLeft + " rows or less before that.");
            }
            if (at + part > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(count, 2L * (at + part)));
            }
            description.type().widen(ByteBuffer.wrap(chunk, 0, part * width), values, at, part);
            at += part;
        }
        return values;
    }

    private void checkEnd() throws IOException, TableException {
        if (in.read() >= 0) {
            throw new TableException(
                    Kind.MALFORMED,
                    "The npy file goes on after its " + description.rows() + " rows of " + columns + " columns.");
        }
    }

    private RowBlocks transposed() throws IOException, TableException {
        long rows = description.rows();
        if (rows > limits.values() / columns) {
            throw new TableException(
                    Kind.UNSUPPORTED,
                    "An array in Fortran order is taken up to " + limits.values()
                            + " values: send numpy.ascontiguousarray(x).");
        }
        double[] byColumn = values((int) rows * columns);
        checkEnd();
        double[] byRow = new double[byColumn.length];
        for (int c = 0; c < columns; c++) {
            for (int r = 0; r < (int) rows; r++) {
                byRow[r * columns + c] = byColumn[c * (int) rows + r];
            }
        }
        return new TableRows(new Table(byRow, (int) rows, columns, List.of()));
    }
}
