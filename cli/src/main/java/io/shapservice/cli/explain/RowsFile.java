package io.shapservice.cli.explain;

import io.shapservice.engine.ensemble.CategoryNames;
import io.shapservice.engine.table.CsvRows;
import io.shapservice.engine.table.JsonRows;
import io.shapservice.engine.table.NpyReader;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import io.shapservice.engine.table.TableLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rows of a file: npy and JSON are told by their first byte, anything else is CSV. */
final class RowsFile {
    private static final int NPY_MAGIC = 0x93;

    private RowsFile() {}

    /**
     * @param categories of the model that the rows are for
     * @param header whether the first line of a CSV file names the columns
     * @throws TableException also when the file cannot be read
     */
    static Table read(Path file, boolean header, CategoryNames categories) throws TableException {
        if (!Files.isRegularFile(file)) {
            throw new TableException(file + ": there is no such file");
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            in.mark(1);
            int first = in.read();
            in.reset();
            return switch (first) {
                case NPY_MAGIC -> NpyReader.read(in, TableLimits.DEFAULT);
                case '{' -> JsonRows.open(in, TableLimits.DEFAULT, categories).readAll(TableLimits.DEFAULT);
                default ->
                    (header
                                    ? CsvRows.open(in, TableLimits.DEFAULT, categories)
                                    : CsvRows.openWithoutHeader(in, TableLimits.DEFAULT, categories))
                            .readAll(TableLimits.DEFAULT);
            };
        } catch (IOException e) {
            throw new TableException(file + ": cannot be read: " + e.getMessage());
        }
    }
}
