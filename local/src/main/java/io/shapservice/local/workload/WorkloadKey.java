package io.shapservice.local.workload;

/** Names an object that a controller works on. */
record WorkloadKey(String kind, String namespace, String name) {}
