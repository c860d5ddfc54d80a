package io.shapservice.engine.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import io.shapservice.engine.ensemble.CategoryNames;
import io.shapservice.engine.table.TableException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file (RFC 4180, UTF-8), whose first line names the columns unless the caller says otherwise. */
public final class CsvRows implements RowBlocks {
    private static final int MAX_FIELD = 1 << 16;

    private final Iterator<CsvRecord> records;
    private final TableLimits limits;
    private final List<String> names;
    private final int columns;
    private final CellReader[] cells;
    private Optional<CsvRecord> first;
    private long rowsRead;

    private CsvRows(
            Iterator<CsvRecord> records,
            TableLimits limits,
            List<String> names,
            CellReader[] cells,
            Optional<CsvRecord> first) {
        this.records = records;
        this.cells = cells;
        this.limits = limits;
        this.names = names;
        this.columns = cells.length;
        this.first = first;
    }

    public static CsvRows open(InputStream in, TableLimits limits) throws IOException, TableException {
        return open(in, limits, CategoryNames.NONE);
    }

    /** @param categories of the model that the rows are for */
    public static CsvRows open(InputStream in, TableLimits limits, CategoryNames categories)
            throws IOException, TableException {
        Iterator<CsvRecord> records = records(in, limits);
        CsvRecord header = nextRecord(records)
                .orElseThrow(() -> new TableException(Kind.MALFORMED, "The CSV file is empty: its header is missing."));
        List<String> names = header.getFields().stream().map(String::strip).toList();
        check(names, limits);
        CellReader[] cells = new CellReader[names.size()];
        Arrays.setAll(cells, c -> CellReader.of(categories, names.get(c), c));
        return new CsvRows(records, limits, names, cells, Optional.empty());
    }

    /** For a file whose first line is a row already: its columns have no names. */
    public static CsvRows openWithoutHeader(InputStream in, TableLimits limits) throws IOException, TableException {
        return openWithoutHeader(in, limits, CategoryNames.NONE);
    }

    /** @param categories of the model that the rows are for */
    public static CsvRows openWithoutHeader(InputStream in, TableLimits limits, CategoryNames categories)
            throws IOException, TableException {
        Iterator<CsvRecord> records = records(in, limits);
        Optional<CsvRecord> first = nextRecord(records);
        int columns = first.map(CsvRecord::getFieldCount).orElse(1);
        limits.checkColumns(columns);
        CellReader[] cells = new CellReader[columns];
        Arrays.setAll(cells, c -> CellReader.of(categories, null, c));
        return new CsvRows(records, limits, List.of(), cells, first);
    }

    private static Iterator<CsvRecord> records(InputStream in, TableLimits limits) {
        var handler = CsvRecordHandler.builder()
                .maxFields((int) Math.min(limits.columns() + 1L, Integer.MAX_VALUE))
                .maxFieldSize(MAX_FIELD)
                .build();
        return de.siegmar.fastcsv.reader.CsvReader.builder()
                .detectBomHeader(true)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(1 << 24)
                .build(handler, in)
                .iterator();
    }

    @Override
    public Optional<Table> next(int maxRows) throws IOException, TableException {
        BlockBuilder block = new BlockBuilder(columns, maxRows);
        int most = Math.max(1, Math.min(maxRows, limits.values() / columns));
        while (block.rows() < most) {
            Optional<CsvRecord> record = first.isPresent() ? first : nextRecord(records);
            first = Optional.empty();
            if (record.isEmpty()) {
                break;
            }
            append(record.get(), block);
            limits.checkRows(++rowsRead);
        }
        return block.build(names);
    }

    private void append(CsvRecord record, BlockBuilder block) throws TableException {
        if (record.getFieldCount() != columns) {
            throw new TableException(
                    Kind.MALFORMED,
                    "Line " + record.getStartingLineNumber() + " has " + record.getFieldCount() + " fields; the "
                            + (names.isEmpty() ? "first line has " + columns : "header names " + columns + " columns")
                            + ".");
        }
        for (int c = 0; c < columns; c++) {
            int column = c;
            block.add(cells[c].read(record.getField(c), () -> place(record, column)));
        }
    }

    private String place(CsvRecord record, int column) {
        return "Line " + record.getStartingLineNumber() + ", column "
                + (names.isEmpty() ? String.valueOf(column + 1) : names.get(column));
    }

    private static void check(List<String> names, TableLimits limits) throws TableException {
        limits.checkColumns(names.size());
        if (names.stream().allMatch(CsvNumbers::isNumeric)) {
            throw new TableException(
                    Kind.COLUMNS,
                    "The first line holds only numbers: begin the file with a line of column names, or say header=false.");
        }
        if (names.size() == 1
                && (names.getFirst().contains(";") || names.getFirst().contains("\t"))) {
            throw new TableException(Kind.MALFORMED, "The header is one column: separate columns with commas.");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new TableException(
                        Kind.COLUMNS, "The header names the column " + CsvNumbers.shown(name) + " twice.");
            }
        }
    }

    private static Optional<CsvRecord> nextRecord(Iterator<CsvRecord> records) throws IOException, TableException {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (CsvParseException e) {
            // The library wraps what it finds itself and what the stream throws alike.
            switch (e.getCause()) {
                case CsvParseException reason -> throw malformed(e.getMessage() + ": " + reason.getMessage());
                // The stream's own refusal, which the caller knows; the CSV is not at fault.
                case RuntimeException fault -> throw fault;
                case null, default -> throw malformed(e.getMessage());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static TableException malformed(@Nullable String reason) {
        return new TableException(Kind.MALFORMED, "The CSV file cannot be read: " + reason + ".");
    }
}
