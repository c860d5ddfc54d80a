package io.shapservice.apiserver.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * What tells two contents of a file apart without reading it. A mounted ConfigMap swaps a symbolic link, so the file behind the
 * link is looked at.
 *
 * @param size -1 when there is no file
 */
record FileSignature(
        Path path, long modified, long size, @Nullable Object fileKey) {
    static FileSignature of(Path path) {
        try {
            BasicFileAttributes a = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileSignature(path, a.lastModifiedTime().toMillis(), a.size(), a.fileKey());
        } catch (IOException e) {
            return new FileSignature(path, 0, -1, null);
        }
    }
}
