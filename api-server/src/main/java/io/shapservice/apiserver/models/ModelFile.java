package io.shapservice.apiserver.models;

import io.shapservice.apiserver.models.ModelStatus.Loaded;
import io.shapservice.apiserver.models.ModelStatus.Reason;
import io.shapservice.apiserver.models.ModelStatus.Unavailable;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.Models;
import io.shapservice.engine.table.TableException;
import io.shapservice.protocol.service.ServiceConfig.ModelEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model's file: read, compared with the declared digest, parsed; and the file of its background.
 *
 * @param background null when none is declared
 */
record ModelFile(ModelEntry entry, Path path, @Nullable BackgroundFile background, ModelExplainers explainers) {
    /** What tells two contents of the files apart without reading them. */
    record Signature(
            ModelEntry entry, FileSignature model, @Nullable FileSignature background) {}

    Signature signature() {
        return new Signature(
                entry, FileSignature.of(path), background == null ? null : FileSignature.of(background.path()));
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
            TreeEnsemble ensemble = Models.read(bytes);
            return new Loaded(new ServedModel(entry.name(), digest, ensemble, path, background(ensemble), explainers));
        } catch (TableException e) {
            return unavailable(Reason.BackgroundUnusable, String.valueOf(e.getMessage()));
        } catch (ModelException e) {
            return unavailable(
                    Reason.Unreadable, "The file " + path + " is not a model that can be served: " + e.getMessage());
        }
    }

    private @Nullable ServedBackground background(TreeEnsemble ensemble) throws TableException {
        return background == null ? null : background.read(ensemble);
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
