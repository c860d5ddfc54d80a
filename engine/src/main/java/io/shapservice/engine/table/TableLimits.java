package io.shapservice.engine.table;

/**
 * Bounds that are checked before anything is allocated.
 *
 * @param rows at most so many
 * @param columns at most so many
 * @param values at most so many in memory at once
 */
public record TableLimits(long rows, int columns, int values) {
    public static final TableLimits DEFAULT = new TableLimits(100_000_000, 100_000, 1 << 28);

    void checkRows(long n) throws TableException {
        if (n > rows) {
            throw new TableException(
                    TableException.Kind.TOO_LARGE, "The table has " + n + " rows or more; " + rows + " are allowed.");
        }
    }

    void checkColumns(long n) throws TableException {
        if (n > columns) {
            throw new TableException(
                    TableException.Kind.TOO_LARGE, "The table has " + n + " columns; " + columns + " are allowed.");
        }
    }

    void checkValues(long rowCount, long columnCount) throws TableException {
        if (columnCount > 0 && rowCount > values / columnCount) {
            throw new TableException(
                    TableException.Kind.TOO_LARGE,
                    "The table has " + rowCount + " rows of " + columnCount + " columns; " + values
                            + " values are allowed at once. Send it in parts.");
        }
    }
}
