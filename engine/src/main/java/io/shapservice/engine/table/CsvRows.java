package io.shapservice.engine.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.shapservice.engine.table.TableException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows of a CSV file (RFC 4180, UTF-8) whose first line names the columns. */
public final class CsvRows implements RowBlocks {
    private final Iterator<CsvRecord> records;
    private final TableLimits limits;
    private final List<String> names;
    private long rowsRead;

    private CsvRows(Iterator<CsvRecord> records, TableLimits limits, List<String> names) {
        this.records = records;
        this.limits = limits;
        this.names = names;
    }

    public static CsvRows open(InputStream in, TableLimits limits) throws IOException, TableException {
        Iterator<CsvRecord> records = de.siegmar.fastcsv.reader.CsvReader.builder()
                .detectBomHeader(true)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(1 << 24)
                .ofCsvRecord(in)
                .iterator();
        CsvRecord header = nextRecord(records)
                .orElseThrow(() -> new TableException(Kind.MALFORMED, "The CSV file is empty: its header is missing."));
        List<String> names = header.getFields().stream().map(String::strip).toList();
        check(names, limits);
        return new CsvRows(records, limits, names);
    }

    @Override
    public Optional<Table> next(int maxRows) throws IOException, TableException {
        BlockBuilder block = new BlockBuilder(names.size(), maxRows);
        int most = Math.max(1, Math.min(maxRows, limits.values() / names.size()));
        while (block.rows() < most) {
            Optional<CsvRecord> record = nextRecord(records);
            if (record.isEmpty()) {
                break;
            }
            append(record.get(), block);
            limits.checkRows(++rowsRead);
        }
        return block.build(names);
    }

    private void append(CsvRecord record, BlockBuilder block) throws TableException {
        if (record.getFieldCount() != names.size()) {
            throw new TableException(
                    Kind.MALFORMED,
                    "Line " + record.getStartingLineNumber() + " has " + record.getFieldCount()
                            + " fields; the header names " + names.size() + " columns.");
        }
        for (int c = 0; c < names.size(); c++) {
            block.add(CsvNumbers.parse(record.getField(c), record.getStartingLineNumber(), names.get(c)));
        }
    }

    private static void check(List<String> names, TableLimits limits) throws TableException {
        limits.checkColumns(names.size());
        if (names.stream().allMatch(CsvNumbers::isNumeric)) {
            throw new TableException(
                    Kind.COLUMNS, "The first line holds only numbers: begin the file with a line of column names.");
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
            throw new TableException(Kind.MALFORMED, "The CSV file cannot be read: " + e.getMessage() + ".");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
