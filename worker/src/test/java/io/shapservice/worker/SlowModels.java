package io.shapservice.worker;

import io.shapservice.worker.fault.Fault;
import io.shapservice.worker.fault.Faulty;
import io.shapservice.worker.model.EngineModelReader;
import io.shapservice.worker.model.ModelReader;
import java.util.Map;

/** Models that take their time, so that something can happen in the middle of a small job. */
final class SlowModels {
    /** A fifth of a second for each slice, whose size follows the pace: down to a row. */
    static final Map<String, String> FAULT = Map.of("FAULT_AT", "before-compute", "FAULT_KIND", "slow");

    private SlowModels() {}

    static ModelReader reader() {
        return new Faulty(Fault.from(FAULT)).models(new EngineModelReader());
    }
}
