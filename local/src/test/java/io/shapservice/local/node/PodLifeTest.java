package io.shapservice.local.node;

import static io.shapservice.local.Eventually.eventually;
import static io.shapservice.local.node.TestNode.container;
import static io.shapservice.local.node.TestNode.lives;
import static io.shapservice.local.node.TestNode.pidOf;
import static io.shapservice.local.node.TestNode.pod;
import static io.shapservice.local.node.TestNode.probe;
import static io.shapservice.local.node.TestNode.signal;
import static io.shapservice.local.node.TestNode.statusOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class PodLifeTest {
    private final TestNode test = new TestNode();

    @AfterAll
    void stop() {
        test.close();
        assertThat(test.state).doesNotExist();
    }

    @Test
    void aCrashedContainerStartsAgainAfterABackOffThatGrows() {
        Pod pod = test.startReady(pod("crash", "crashing", container().build()));
        test.ask(pod, "/die", "7");

        Pod restarted = eventually(() -> test.client.resource(pod).get(), now -> {
            assertThat(statusOf(now).getRestartCount()).isEqualTo(1);
            assertThat(TestNode.isReady(now)).isTrue();
        });

        assertThat(statusOf(restarted).getLastState().getTerminated().getExitCode())
                .isEqualTo(7);
        assertThat(statusOf(restarted).getLastState().getTerminated().getReason())
                .isEqualTo("Error");
        assertThat(pidOf(restarted)).isNotEqualTo(pidOf(pod));
        assertThat(restarted.getStatus().getPodIP()).isEqualTo(pod.getStatus().getPodIP());
    }

    @Test
    void aContainerThatCannotRunIsInCrashLoopBackOff() {
        Pod pod = pod(
                "loop",
                "looping",
                container()
                        .addNewEnv()
                        .withName("EXIT_AT_ONCE")
                        .withValue("3")
                        .endEnv()
                        .build());
        test.client.resource(pod).create();

        eventually(() -> test.client.resource(pod).get(), now -> {
            assertThat(statusOf(now).getRestartCount()).isGreaterThanOrEqualTo(2);
            assertThat(statusOf(now).getState().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
            assertThat(statusOf(now).getLastState().getTerminated().getExitCode())
                    .isEqualTo(3);
        });
    }

    @Test
    void anUnknownImageIsNamedInTheStatus() {
        Pod pod =
                pod("image", "unknown", container().withImage("nobody/knows:1").build());
        test.client.resource(pod).create();

        eventually(() -> test.client.resource(pod).get(), now -> {
            assertThat(now.getStatus().getPhase()).isEqualTo("Pending");
            assertThat(statusOf(now).getState().getWaiting().getReason()).isEqualTo("ErrImagePull");
            assertThat(statusOf(now).getState().getWaiting().getMessage()).contains("nobody/knows:1", TestNode.IMAGE);
        });
    }

    @Test
    void aFailedLivenessProbeRestartsTheContainer() {
        Pod pod = test.startReady(pod(
                "live", "unwell", container().withLivenessProbe(probe("/live")).build()));
        test.ask(pod, "/unlive", "");

        eventually(() -> test.client.resource(pod).get(), now -> {
            assertThat(statusOf(now).getRestartCount()).isPositive();
            assertThat(statusOf(now).getLastState().getTerminated().getMessage())
                    .contains("Liveness probe failed");
        });
    }

    @Test
    void aDeletedPodDrainsWithinItsGrace(@TempDir Path folder) {
        Path marker = folder.resolve("marker");
        Pod pod = test.startReady(pod(
                "drain",
                "draining",
                container()
                        .addNewEnv()
                        .withName("DRAIN_MARKER")
                        .withValue(marker.toString())
                        .endEnv()
                        .build()));

        test.client.resource(pod).delete();

        test.untilGone(pod);
        assertThat(marker).hasContent("drained");
        assertThat(lives(pidOf(pod))).isFalse();
    }

    @Test
    void aPodThatIgnoresSigtermIsKilledAfterTheGraceOfItsDeletion() {
        Pod pod = test.startReady(pod(
                "stubborn",
                "stubborn",
                container()
                        .addNewEnv()
                        .withName("STUBBORN")
                        .withValue("1")
                        .endEnv()
                        .build()));
        test.client.resource(pod).delete();
        Pod terminating = test.client.resource(pod).get();
        assertThat(terminating.isMarkedForDeletion()).isTrue();
        assertThat(lives(pidOf(pod))).isTrue();

        long start = System.nanoTime();
        test.client.resource(pod).withGracePeriod(1).delete();

        test.untilGone(pod);
        assertThat(System.nanoTime() - start).as("1 s instead of 20 s").isLessThan(15_000_000_000L);
        assertThat(lives(pidOf(pod))).isFalse();
    }

    @Test
    void aFrozenPodIsKilledAfterItsGraceAndHoldsUpNobody() {
        Pod frozen = test.startReady(pod("frozen", "frozen", container().build()));
        signal("STOP", pidOf(frozen));

        test.client.resource(frozen).withGracePeriod(2).delete();
        test.startReady(pod("frozen", "next", container().build()));

        test.untilGone(frozen);
        assertThat(lives(pidOf(frozen))).isFalse();
    }

    @Test
    void aPodThatUsesTooMuchMemoryIsKilledForIt() {
        Pod pod = test.startReady(pod(
                "memory",
                "hungry",
                container()
                        .withNewResources()
                        .withLimits(Map.of("memory", new Quantity("300Mi")))
                        .endResources()
                        .build()));
        test.ask(pod, "/hog", "450");

        eventually(() -> test.client.resource(pod).get(), now -> {
            assertThat(statusOf(now).getRestartCount()).isEqualTo(1);
            var end = statusOf(now).getLastState().getTerminated();
            assertThat(end.getReason()).isEqualTo("OOMKilled");
            assertThat(end.getExitCode()).isEqualTo(137);
        });
    }

    @Test
    void aContainerOfAPodThatNeverRestartsEndsForGood() {
        Pod pod = new PodBuilder(pod(
                        "never",
                        "once",
                        container().withImage("shell").withArgs("exit 4").build()))
                .editSpec()
                .withRestartPolicy("Never")
                .endSpec()
                .build();
        test.client.resource(pod).create();

        eventually(() -> test.client.resource(pod).get(), now -> {
            assertThat(now.getStatus().getPhase()).isEqualTo("Failed");
            assertThat(statusOf(now).getState().getTerminated().getExitCode()).isEqualTo(4);
        });
    }

    @Test
    void whatAPodPrintsIsInItsLog() throws IOException {
        test.startReady(pod(
                "log",
                "talker",
                container()
                        .withArgs("hello", "$(POD_IP)", "$$(POD_IP)", "$(UNKNOWN)")
                        .build()));

        String log = Files.readString(test.state.resolve("logs").resolve("talker.log"));

        assertThat(log).containsPattern("args hello 127\\.\\d+\\.\\d+\\.\\d+ \\$\\(POD_IP\\) \\$\\(UNKNOWN\\)");
    }
}
