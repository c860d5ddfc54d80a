package io.shapservice.apiserver.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mounted file of keys, followed as it changes. A file that cannot be used leaves the last good keys valid; before there was
 * a good one nobody is let in, for a broken file must not open what it was meant to close.
 */
public final class ApiKeysFile {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeysFile.class);
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private volatile State state = new State(null, "", "It was not read yet.");

    public ApiKeysFile(Path file) {
        this.file = file;
        refresh();
    }

    /**
     * @param keys the last good ones
     * @param text of the last reading
     * @param problem of the last reading; empty when it was good
     */
    private record State(@Nullable ApiKeys keys, String text, String problem) {}

    /** Empty before there was a good file. */
    Optional<ApiKeys> keys() {
        return Optional.ofNullable(state.keys());
    }

    /** What is wrong with the file as it is now; empty when nothing is. */
    public String problem() {
        return state.problem();
    }

    /** Reads the file again. One thread calls this. */
    public void refresh() {
        State before = state;
        try {
            String text = read();
            if (before.keys() == null
                    || !text.equals(before.text())
                    || !before.problem().isEmpty()) {
                ApiKeys keys = ApiKeysText.parse(text);
                state = new State(keys, text, "");
                LOG.info("{} API keys of {} tenants are valid", keys.entries().size(), tenants(keys));
            }
        } catch (BadKeysException e) {
            String problem = "The keys " + file + " cannot be used: " + e.text() + "."
                    + (before.keys() == null ? " Nobody is let in." : " The keys that were read before stay valid.");
            if (!problem.equals(before.problem())) {
                LOG.error("{}", problem);
            }
            state = new State(before.keys(), "", problem);
        }
    }

    private String read() throws BadKeysException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new BadKeysException("it has more than 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new BadKeysException("it does not exist; mount it, or unset API_KEYS_FILE");
        } catch (IOException e) {
            throw new BadKeysException(e.toString());
        }
    }

    private static long tenants(ApiKeys keys) {
        return keys.entries().stream().map(e -> e.tenant().name()).distinct().count();
    }
}
