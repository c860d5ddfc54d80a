package io.shapservice.engine.table;

import java.io.IOException;
import java.io.InputStream;

/** Reads a whole JSON body; {@link JsonRows} reads a large one in blocks. */
public final class JsonRowsReader {
    private JsonRowsReader() {}

    public static Table read(InputStream in, TableLimits limits) throws IOException, TableException {
        return JsonRows.open(in, limits).readAll(limits);
    }
}
