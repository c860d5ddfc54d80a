package io.shapservice.operator.manifest;

import java.util.Optional;

/** Images of the pods that the operator makes; {@code redis} is the default of a managed Redis. */
public record Images(String api, String worker, String redis) {
    /** The same images with this tag instead of their own, as far as they are built from this project. */
    public Images at(Optional<String> version) {
        return version.map(tag -> new Images(tagged(api, tag), tagged(worker, tag), redis))
                .orElse(this);
    }

    private static String tagged(String image, String tag) {
        int digest = image.indexOf('@');
        String name = digest < 0 ? image : image.substring(0, digest);
        // A colon before the last slash belongs to the registry's port.
        int colon = name.lastIndexOf(':');
        String repository = colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
        return repository + ":" + tag;
    }
}
