package io.shapservice.engine.fuzz;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The inputs that together reach all that the fuzzer has reached, by their names: {@code src/test/resources/fuzz/<target>.zip}. */
final class Corpus {
    private Corpus() {}

    static Map<String, byte[]> of(FuzzTarget target) throws IOException {
        String resource = "/fuzz/" + target.label() + ".zip";
        Map<String, byte[]> inputs = new TreeMap<>();
        try (InputStream in = Corpus.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource);
            }
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                inputs.put(entry.getName(), zip.readAllBytes());
            }
        }
        return inputs;
    }
}
