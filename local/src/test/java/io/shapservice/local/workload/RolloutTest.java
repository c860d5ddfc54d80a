package io.shapservice.local.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.shapservice.local.workload.Rollout.Side;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final Side NONE = new Side(0, 0);

    @Test
    void aNewDeploymentStartsAllItsPodsAtOnce() {
        assertThat(Rollout.of(3, null).next(NONE, NONE)).isEqualTo(3);
    }

    @Test
    void aQuarterMoreMayRunAndNoneOfThreeMayLack() {
        Rollout rollout = Rollout.of(3, null);

        assertThat(rollout.next(NONE, new Side(3, 3))).isEqualTo(1);
        assertThat(rollout.retire(new Side(1, 0), new Side(3, 3))).isZero();
        assertThat(rollout.retire(new Side(1, 1), new Side(3, 3))).isEqualTo(1);
    }

    @Test
    void oldPodsThatDoNotServeGoAtOnce() {
        assertThat(Rollout.of(3, null).retire(new Side(1, 0), new Side(3, 1))).isEqualTo(2);
    }

    @Test
    void recreateEndsTheOldPodsBeforeNewOnesStart() {
        Rollout rollout = Rollout.of(2, new DeploymentStrategy(null, "Recreate"));

        assertThat(rollout.next(NONE, new Side(2, 2))).isZero();
        assertThat(rollout.retire(NONE, new Side(2, 2))).isEqualTo(2);
    }

    @Test
    void fewerDesiredPodsEndTheSurplus() {
        assertThat(Rollout.of(1, null).next(new Side(3, 3), NONE)).isEqualTo(1);
    }
}
