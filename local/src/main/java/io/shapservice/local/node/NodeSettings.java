package io.shapservice.local.node;

import io.shapservice.local.image.ImageTable;
import io.shapservice.local.pod.BackOff;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * How a node runs.
 *
 * @param stateDirectory private to the node, which removes it at the end; a real path, without symbolic links
 * @param random chooses the node's block of addresses
 */
public record NodeSettings(
        Path stateDirectory, ImageTable images, BackOff backOff, Clock clock, RandomGenerator random) {

    public static NodeSettings of(Path stateDirectory, ImageTable images) {
        return new NodeSettings(
                stateDirectory, images, BackOff.ofLocalMode(), Clock.systemUTC(), RandomGenerator.getDefault());
    }
}
