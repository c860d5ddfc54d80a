package io.shapservice.apiserver.models;

import io.shapservice.apiserver.models.ModelStatus.Loaded;
import io.shapservice.apiserver.models.ModelStatus.Reason;
import io.shapservice.apiserver.models.ModelStatus.Unavailable;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.Models;
import io.shapservice.protocol.service.ServiceConfig.ModelEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A model's file: read, compared with the declared digest, parsed. */
record ModelFile(ModelEntry entry, Path path) {
    /**
     * What tells two contents of the file apart without reading it. A mounted ConfigMap swaps a symbolic link, so the file behind
     * the link is looked at.
     */
    record Signature(
            ModelEntry entry,
            Path path,
            long modified,
            long size,
            @Nullable Object fileKey) {}

    Signature signature() {
        try {
            BasicFileAttributes a = Files.readAttributes(path, BasicFileAttributes.class);
            return new Signature(entry, path, a.lastModifiedTime().toMillis(), a.size(), a.fileKey());
        } catch (IOException e) {
            return new Signature(entry, path, 0, -1, null);
        }
    }

    ModelStatus load() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return unavailable(
                    Reason.FileMissing,
                    "The file " + path + " does not exist: mount it there, or correct source.path.");
        } catch (IOException | OutOfMemoryError e) {
            return unavailable(Reason.Unreadable, "The file " + path + " cannot be read: " + e + ".");
        }
        String digest = Digests.sha256(bytes);
        if (!declares(digest)) {
            return unavailable(
                    Reason.DigestMismatch,
                    "The file " + path + " has digest " + digest + ", but the resource declares sha256 "
                            + entry.sha256() + ": put the declared file there, or correct sha256.");
        }
        try {
            return new Loaded(new ServedModel(entry.name(), digest, Models.read(bytes), path));
        } catch (ModelException e) {
            return unavailable(
                    Reason.Unreadable, "The file " + path + " is not a model that can be served: " + e.getMessage());
        }
    }

    ModelStatus loading() {
        return unavailable(Reason.Loading, "The file " + path + " is being loaded: try again in a moment.");
    }

    private boolean declares(String digest) {
        String declared = entry.sha256();
        return declared == null
                || digest.equals(declared.toLowerCase(Locale.ROOT))
                || digest.equals("sha256:" + declared.toLowerCase(Locale.ROOT));
    }

    private ModelStatus unavailable(Reason reason, String message) {
        return new Unavailable(entry.name(), reason, message);
    }
}
