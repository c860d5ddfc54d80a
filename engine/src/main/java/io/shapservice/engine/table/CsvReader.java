package io.shapservice.engine.table;

import java.io.IOException;
import java.io.InputStream;

/** Reads a whole CSV file; {@link CsvRows} reads a large one in blocks. */
public final class CsvReader {
    private CsvReader() {}

    public static Table read(InputStream in, TableLimits limits) throws IOException, TableException {
        return CsvRows.open(in, limits).readAll(limits);
    }
}
