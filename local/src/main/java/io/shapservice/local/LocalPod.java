package io.shapservice.local;

/**
 * A pod as {@code shap status} shows it.
 *
 * @param role {@code api}, {@code worker} or {@code redis}
 * @param pid of the program itself, never of a wrapper; 0 while none runs
 * @param address the pod's own loopback address; empty before it has one
 * @param phase as in the pod's status, or {@code Terminating}
 */
public record LocalPod(String name, String role, long pid, String address, String phase, boolean ready, int restarts) {}
