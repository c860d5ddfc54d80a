package io.shapservice.operator.simulation;

/** Decides how many workers there are to be. */
interface Scaling {
    int desired(SimulatedService service, int second);
}
