package io.shapservice.faults.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Workers that are started again when they end, as a kubelet does it. */
public final class WorkerFleet implements AutoCloseable {
    private final Layout layout;
    private final List<WorkerSlot> slots = new ArrayList<>();

    WorkerFleet(Layout layout) {
        this.layout = layout;
    }

    void add(String name, Map<String, String> environment) {
        slots.add(new WorkerSlot(name, layout.worker(), layout.failingWorker(), environment, layout.log(name)));
    }

    public List<WorkerSlot> all() {
        return List.copyOf(slots);
    }

    /** Ends that nobody here brought about. */
    public List<String> unexpectedEnds() {
        return slots.stream().flatMap(slot -> slot.unexpectedEnds().stream()).toList();
    }

    @Override
    public void close() {
        slots.forEach(WorkerSlot::close);
    }
}
