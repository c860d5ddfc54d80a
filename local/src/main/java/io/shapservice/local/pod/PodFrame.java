package io.shapservice.local.pod;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What does not change while a pod lives. */
record PodFrame(Pod pod, String podIp, RestartPolicy restartPolicy, Duration grace, Instant startedAt) {
    private static final long DEFAULT_GRACE_SECONDS = 30;

    static PodFrame of(Pod pod, String podIp, Instant startedAt) {
        Long seconds = pod.getSpec().getTerminationGracePeriodSeconds();
        return new PodFrame(
                pod,
                podIp,
                RestartPolicy.of(pod.getSpec().getRestartPolicy()),
                Duration.ofSeconds(Objects.requireNonNullElse(seconds, DEFAULT_GRACE_SECONDS)),
                startedAt);
    }
}
