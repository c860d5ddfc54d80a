package io.shapservice.local.pod;

import io.shapservice.local.image.ImageTable;
import java.nio.file.Path;
import java.time.Clock;

/**
 * How pods run.
 *
 * @param stateDirectory a real path; pods, claims and logs have folders in it
 */
public record KubeletSettings(Path stateDirectory, ImageTable images, BackOff backOff, Clock clock) {
    Path podFolder(String uid) {
        return stateDirectory.resolve("pods").resolve(uid);
    }

    Path claims() {
        return stateDirectory.resolve("claims");
    }

    Path logs() {
        return stateDirectory.resolve("logs");
    }
}
