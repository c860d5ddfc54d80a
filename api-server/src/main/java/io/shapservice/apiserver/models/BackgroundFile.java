package io.shapservice.apiserver.models;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.background.BackgroundSample;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.table.CsvRows;
import io.shapservice.engine.table.JsonRows;
import io.shapservice.engine.table.NpyRows;
import io.shapservice.engine.table.RowBlocks;
import io.shapservice.engine.table.TableException;
import io.shapservice.engine.table.TableLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;

/**
 * The file of a model's background: npy and JSON are told by their first byte, anything else is CSV.
 *
 * @param rows how many are used; a longer file is sampled
 */
record BackgroundFile(Path path, int rows) {
    /** The same for every process: a job's batches are computed by many, and a retried one again. */
    private static final long SEED = 20_170_522;

    private static final int NPY_MAGIC = 0x93;
    private static final int BUFFER = 1 << 16;
    private static final int MOST_COLUMNS = 10_000;
    /** Of one block of rows. */
    private static final int MOST_VALUES = 1 << 24;

    /** @throws TableException saying which file, what is wrong with it and what to do, for people */
    ServedBackground read(TreeEnsemble model) throws TableException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            RowBlocks blocks = open(in, model);
            var sample = BackgroundSample.rows(blocks, rows, new Random(SEED));
            return ServedBackground.of(Background.of(sample).aligned(model));
        } catch (NoSuchFileException e) {
            throw new TableException("The background file " + path
                    + " does not exist: mount it there, or correct background.source.path.");
        } catch (IOException e) {
            throw new TableException("The background file " + path + " cannot be read: " + e + ".");
        } catch (TableException e) {
            throw new TableException(e.kind(), "The background file " + path + " does not fit: " + e.getMessage());
        }
    }

    private static RowBlocks open(InputStream in, TreeEnsemble model) throws IOException, TableException {
        TableLimits limits = new TableLimits(Long.MAX_VALUE, MOST_COLUMNS, MOST_VALUES);
        in.mark(1);
        int first = in.read();
        in.reset();
        return switch (first) {
            case NPY_MAGIC -> NpyRows.open(in, limits);
            case '{' -> JsonRows.open(in, limits, model.categoryNames());
            default -> CsvRows.open(in, limits, model.categoryNames());
        };
    }
}
