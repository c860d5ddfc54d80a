package io.shapservice.worker.drain;

import io.shapservice.worker.lifecycle.Stage;

/** The stages that a drain waits for. */
public record StageThreads(Stage claim, Stage compute, Stage commit, Stage renew) {
    public void start() {
        renew.start();
        commit.start();
        compute.start();
        claim.start();
    }
}
