package io.shapservice.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What a running local mode writes about itself, so that another terminal finds it.
 *
 * @param pid of the process that runs the control plane and the node
 * @param processStart when that process started: a pid alone may belong to a later process
 * @param apiServer root URL of its Kubernetes API
 * @param stateDirectory its private folder, with the pods' logs under {@code logs}
 */
public record LocalInstance(long pid, Instant processStart, URI apiServer, Path stateDirectory) {

    static LocalInstance ofThisProcess(URI apiServer, Path stateDirectory) {
        ProcessHandle self = ProcessHandle.current();
        return new LocalInstance(
                self.pid(), self.info().startInstant().orElse(Instant.EPOCH), apiServer, stateDirectory);
    }
}
