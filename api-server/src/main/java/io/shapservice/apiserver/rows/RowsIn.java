package io.shapservice.apiserver.rows;

import io.shapservice.apiserver.http.MediaTypes;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.table.Columns;
import io.shapservice.engine.table.CsvRows;
import io.shapservice.engine.table.JsonRows;
import io.shapservice.engine.table.NpyRows;
import io.shapservice.engine.table.RowBlocks;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import io.shapservice.engine.table.TableLimits;
import io.shapservice.protocol.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The rows of a request's body in the model's column order, whatever format they come in. */
public final class RowsIn {
    private final RowBlocks blocks;
    private final TreeEnsemble model;
    private final boolean ignoreExtra;

    private RowsIn(RowBlocks blocks, TreeEnsemble model, boolean ignoreExtra) {
        this.blocks = blocks;
        this.model = model;
        this.ignoreExtra = ignoreExtra;
    }

    public static RowsIn open(RowsFormat format, InputStream body, TableLimits limits, TreeEnsemble model)
            throws IOException {
        try {
            RowBlocks blocks = switch (format.mediaType()) {
                case MediaTypes.NPY, "application/npy", "application/octet-stream" -> NpyRows.open(body, limits);
                case MediaTypes.CSV ->
                    format.header()
                            ? CsvRows.open(body, limits, model.categoryNames())
                            : CsvRows.openWithoutHeader(body, limits, model.categoryNames());
                case MediaTypes.JSON -> JsonRows.open(body, limits, model.categoryNames());
                default -> throw unknown(format.mediaType());
            };
            return new RowsIn(blocks, model, format.ignoreExtra());
        } catch (TableException e) {
            throw problem(e);
        }
    }

    /** The next rows; fewer than asked for only at the end, empty after it. */
    public Optional<Table> next(int maxRows) throws IOException {
        try {
            Optional<Table> block = blocks.next(maxRows);
            return block.isPresent() ? Optional.of(align(block.get(), model, ignoreExtra)) : block;
        } catch (TableException e) {
            throw problem(e);
        }
    }

    /** All rows; at least one. */
    public Table all(TableLimits limits) throws IOException {
        try {
            return align(blocks.readAll(limits), model, ignoreExtra);
        } catch (TableException e) {
            throw problem(e);
        }
    }

    /** Brings the columns into the model's order, or says which do not fit. */
    public static Table align(Table table, TreeEnsemble model, boolean ignoreExtra) {
        try {
            return Columns.align(table, model, ignoreExtra);
        } catch (TableException e) {
            throw new ProblemException(ProblemType.FEATURES_MISMATCH, sentence(e));
        }
    }

    static ProblemException problem(TableException e) {
        return new ProblemException(
                switch (e.kind()) {
                    case MALFORMED -> ProblemType.MALFORMED_BODY;
                    case UNSUPPORTED -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
                    case TOO_LARGE -> ProblemType.TOO_LARGE;
                    case COLUMNS -> ProblemType.FEATURES_MISMATCH;
                    case VALUE -> ProblemType.INVALID_DATA;
                },
                sentence(e));
    }

    public static ProblemException noRows() {
        return new ProblemException(ProblemType.INVALID_DATA, "The table has no rows: send at least one.");
    }

    private static String sentence(TableException e) {
        String message = e.getMessage();
        return message == null ? "The rows cannot be used." : message;
    }

    private static ProblemException unknown(String mediaType) {
        return ProblemException.at(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "header Content-Type",
                "Bodies of type '" + mediaType
                        + "' are not taken: send application/x-npy, text/csv or application/json.");
    }
}
