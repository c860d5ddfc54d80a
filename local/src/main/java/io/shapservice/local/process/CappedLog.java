package io.shapservice.local.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a log that another process appends to within bounds: one old part beside it, the file itself emptied. */
public record CappedLog(Path file, long maxBytes) {
    private static final Logger LOG = LoggerFactory.getLogger(CappedLog.class);

    public void trim() {
        try {
            if (!Files.exists(file) || Files.size(file) <= maxBytes) {
                return;
            }
            Path old = file.resolveSibling(file.getFileName() + ".1");
            Files.copy(file, old, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        } catch (IOException e) {
            LOG.debug("{} was not trimmed", file, e);
        }
    }
}
