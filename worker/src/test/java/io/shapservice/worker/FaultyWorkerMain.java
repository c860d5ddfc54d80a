package io.shapservice.worker;

import io.shapservice.protocol.env.Environment;
import io.shapservice.worker.fault.Fault;
import io.shapservice.worker.fault.Faulty;

/** The worker's process with a fault at a step that the environment names ({@link Fault}); it needs native access, for signals to itself. */
public final class FaultyWorkerMain {
    private FaultyWorkerMain() {}

    public static void main(String[] args) {
        Faulty faulty = new Faulty(Fault.from(System.getenv()));
        WorkerMain.run(
                new Environment(System.getenv()),
                with -> new Surroundings(
                        faulty.queue(with.queue()),
                        faulty.blobs(with.blobs()),
                        faulty.models(with.models()),
                        with.memory(),
                        with.redis(),
                        with.registry(),
                        with.random()));
    }
}
