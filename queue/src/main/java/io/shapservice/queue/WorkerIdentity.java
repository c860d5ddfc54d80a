package io.shapservice.queue;

/**
 * A worker process.
 *
 * @param name the pod's name
 * @param uid the pod's UID, so that a restarted container is the same worker
 */
public record WorkerIdentity(String name, String uid) {}
