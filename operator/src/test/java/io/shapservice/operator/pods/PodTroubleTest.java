package io.shapservice.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.shapservice.operator.pods.PodTrouble.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodTroubleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IMAGE_PULL | containerStatuses: [{name: worker, state: {waiting: {reason: ImagePullBackOff}}}]",
                "CONFIGURATION | containerStatuses: [{name: worker, state: {waiting: {reason: CreateContainerConfigError}}}]",
                "CRASH_LOOP | containerStatuses: [{name: worker, state: {waiting: {reason: CrashLoopBackOff}}}]",
                "OUT_OF_MEMORY | containerStatuses: [{name: worker, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {reason: OOMKilled, exitCode: 137}}}]",
                "OUT_OF_MEMORY | containerStatuses: [{name: worker, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {reason: Error, exitCode: 3}}}]",
                "WAITING | containerStatuses: [{name: worker, state: {waiting: {reason: SomethingNew}}}]",
                "UNSCHEDULABLE | conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: no room}]",
                "EVICTED | phase: Failed, reason: Evicted, message: disk pressure",
                "EVICTED | phase: Failed, conditions: [{type: DisruptionTarget, status: 'True', reason: PreemptionByScheduler}]",
                "NODE_LOST | reason: NodeLost"
            })
    void eachTroubleIsToldApartAndHasARemedy(Kind kind, String status) {
        PodTrouble trouble = PodTrouble.of(pod(status)).orElseThrow();

        assertThat(trouble.kind()).isEqualTo(kind);
        assertThat(trouble.sentence()).startsWith("w-0: ").hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phase: Pending",
                "phase: Running, containerStatuses: [{name: worker, state: {running: {}}}]",
                "phase: Pending, containerStatuses: [{name: worker, state: {waiting: {reason: ContainerCreating}}}]"
            })
    void aPodThatStartsOrRunsHasNone(String status) {
        assertThat(PodTrouble.of(pod(status))).isEmpty();
    }

    @Test
    void theEndOfAProcessIsReadFromTheWorkersContainerWhateverAMeshPutsBeforeIt() {
        WorkerPod worker = WorkerPod.of(
                        pod(
                                "containerStatuses: [{name: proxy, state: {terminated: {exitCode: 9}}},"
                                        + " {name: worker, lastState: {terminated: {exitCode: 137, reason: OOMKilled, finishedAt: '2026-01-01T00:00:00Z'}}}]"))
                .orElseThrow();

        assertThat(worker.ended()).hasValueSatisfying(end -> {
            assertThat(end.reason()).isEqualTo("OOMKilled");
            assertThat(end.exitCode()).contains(137);
            assertThat(end.at()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        });
    }

    @Test
    void anEvictedPodEndedWithoutAnExitCode() {
        WorkerPod worker = WorkerPod.of(pod("phase: Failed, reason: Evicted")).orElseThrow();

        assertThat(worker.phase()).isEqualTo(PodPhase.FAILED);
        assertThat(worker.ended()).hasValueSatisfying(end -> {
            assertThat(end.reason()).isEqualTo("Evicted");
            assertThat(end.exitCode()).isEmpty();
        });
    }

    private static Pod pod(String status) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: w-0, uid: u, labels: {shapservice.io/ordinal: "0", shapservice.io/incarnation: "1"}}
                status: {%s}
                """.formatted(status), Pod.class);
    }
}
