package io.shapservice.operator.status;

import io.shapservice.protocol.sample.Sample;
import io.shapservice.protocol.sample.Sample.WorkerState;
import java.util.Set;
import java.util.stream.Collectors;

/** Which workers hold work. */
public final class Busy {
    private Busy() {}

    /** Names of the pods. */
    public static Set<String> names(Sample sample) {
        return sample.workers().stream()
                .filter(worker -> worker.leases() > 0)
                .map(WorkerState::name)
                .collect(Collectors.toSet());
    }
}
