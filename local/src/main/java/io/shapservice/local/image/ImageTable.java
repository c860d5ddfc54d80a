package io.shapservice.local.image;

import java.util.Map;
import java.util.Optional;

/** The images that this node can run, by the reference that a pod names. */
public record ImageTable(Map<String, Image> images) {
    public ImageTable {
        images = Map.copyOf(images);
    }

    public Optional<Image> find(String reference) {
        return Optional.ofNullable(images.get(reference));
    }
}
