package io.shapservice.cli.explain;

import io.shapservice.engine.table.NpyWriter;
import io.shapservice.engine.table.NpyWriter.Element;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** An npy file that is written beside its place and moved there when it is whole. */
final class GrowingArray implements AutoCloseable {
    private final Path file;
    private final Path beside;
    private final OutputStream out;
    private final NpyWriter writer;

    GrowingArray(Path file, Element element, int... shape) throws IOException {
        this.file = file;
        this.beside = file.resolveSibling(file.getFileName() + ".part");
        this.out = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16);
        this.writer = new NpyWriter(out, element, shape);
    }

    void add(double[] values) throws IOException {
        writer.write(values, 0, values.length);
    }

    void finish() throws IOException {
        writer.finish();
        out.close();
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(beside);
    }
}
