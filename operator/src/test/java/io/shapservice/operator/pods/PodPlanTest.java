package io.shapservice.operator.pods;

import static io.shapservice.operator.example.Workers.HASH;
import static io.shapservice.operator.example.Workers.fleet;
import static io.shapservice.operator.example.Workers.name;
import static io.shapservice.operator.example.Workers.pod;
import static io.shapservice.operator.example.Workers.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.operator.example.Workers;
import io.shapservice.operator.pods.PodAction.Cause;
import io.shapservice.operator.pods.PodAction.Create;
import io.shapservice.operator.pods.PodAction.Delete;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PodPlanTest {
    private static final Instant NOW = Workers.CREATED.plusSeconds(3600);
    private static final long GRACE = 30;

    @Test
    void missingWorkersGetTheLowestFreeOrdinals() {
        Fleet fleet = new Fleet(List.of(running(0), running(2)));

        assertThat(actions(fleet, 4)).containsExactly(new Create(1, 1), new Create(3, 1));
    }

    @Test
    void aFleetThatIsRightIsLeftAlone() {
        assertThat(actions(fleet(3), 3)).isEmpty();
    }

    @Test
    void aStuckWorkerGoesQuicklyAndItsReplacementComesAtOnceUnderAnotherName() {
        Fleet fleet = fleet(2);

        assertThat(plan(fleet, 2, Set.of(running(0).uid()), Optional.of(Set.of(name(0, 1)))))
                .containsExactly(new Delete(running(0), PodPlan.STUCK_GRACE_SECONDS, Cause.STUCK), new Create(0, 2));
    }

    @Test
    void aTerminatingPodIsNoCapacityAndKeepsItsName() {
        Fleet fleet = new Fleet(List.of(pod(0, 3, PodPhase.TERMINATING, false, HASH)));

        assertThat(actions(fleet, 1)).containsExactly(new Create(0, 4));
    }

    @Test
    void aNameThatWasUsedIsNotUsedAgain() {
        List<PodAction> actions = new PodPlan(
                        new Fleet(List.of()),
                        1,
                        Optional.of(HASH),
                        Set.of(),
                        Optional.of(Set.of()),
                        false,
                        Map.of(),
                        Map.of(0, 7),
                        GRACE)
                .actions(NOW);

        assertThat(actions).containsExactly(new Create(0, 8));
    }

    @Test
    void whatIsPendingGoesFirstThenTheYoungestIdleAndTheBusyLast() {
        Fleet fleet = new Fleet(List.of(running(0), running(1), running(2), pod(3, 1, PodPhase.PENDING, false, HASH)));
        Optional<Set<String>> busy = Optional.of(Set.of(name(2, 1)));

        assertThat(victims(plan(fleet, 3, Set.of(), busy))).containsExactly(name(3, 1));
        assertThat(victims(plan(fleet, 2, Set.of(), busy))).containsExactly(name(3, 1), name(1, 1));
        assertThat(victims(plan(fleet, 0, Set.of(), busy)))
                .containsExactly(name(3, 1), name(1, 1), name(0, 1), name(2, 1));
    }

    @Test
    void whatTheBacklogNoLongerNeedsStaysUntilItIsIdle() {
        Optional<Set<String>> busy = Optional.of(Set.of(name(0, 1), name(2, 1)));
        List<PodAction> actions = new PodPlan(
                        fleet(3), 1, Optional.of(HASH), Set.of(), busy, true, Map.of(), Map.of(), GRACE)
                .actions(NOW);

        assertThat(victims(actions)).containsExactly(name(1, 1));
    }

    @Test
    void anEvictedPodIsReplacedButNotInAStorm() {
        WorkerPod failed = pod(0, 1, PodPhase.FAILED, false, HASH);
        Fleet fleet = new Fleet(List.of(failed));

        BackOff once = BackOff.NONE.failed(NOW);
        BackOff thrice = once.failed(NOW).failed(NOW);

        assertThat(plan(fleet, once).actions(NOW))
                .containsExactly(new Delete(failed, GRACE, Cause.FAILED), new Create(0, 2));
        assertThat(plan(fleet, thrice).actions(NOW.plusSeconds(19))).isEmpty();
        assertThat(plan(fleet, thrice).actions(NOW.plusSeconds(20))).hasSize(2);
    }

    @Test
    void aChangedTemplateReplacesOneWorkerAfterAnotherAndIsNeverShortOfOne() {
        List<WorkerPod> pods = new ArrayList<>(fleet(3).pods());
        pods.replaceAll(pod -> pod(pod.ordinal(), 1, PodPhase.RUNNING, true, "old"));
        int passes = 0;
        while (pods.stream().anyMatch(pod -> pod.templateHash().equals("old")) || pods.size() != 3) {
            List<PodAction> actions = actions(new Fleet(pods), 3);
            assertThat(actions).hasSize(1);
            switch (actions.getFirst()) {
                case Create create ->
                    pods.add(pod(create.ordinal(), create.incarnation(), PodPhase.RUNNING, true, HASH));
                case Delete delete -> {
                    assertThat(delete.cause()).isIn(Cause.OUTDATED, Cause.SURPLUS);
                    pods.remove(delete.pod());
                }
            }
            assertThat(pods).hasSizeBetween(3, 4);
            assertThat(++passes).isLessThan(20);
        }
    }

    @Test
    void anOldWorkerStaysUntilTheNewOneIsReady() {
        Fleet fleet =
                new Fleet(List.of(pod(0, 1, PodPhase.RUNNING, true, "old"), pod(1, 1, PodPhase.PENDING, false, HASH)));

        assertThat(actions(fleet, 1)).isEmpty();
    }

    private static List<PodAction> actions(Fleet fleet, int target) {
        return plan(fleet, target, Set.of(), Optional.of(Set.of()));
    }

    private static PodPlan plan(Fleet fleet, BackOff failures) {
        return new PodPlan(
                fleet,
                1,
                Optional.of(HASH),
                Set.of(),
                Optional.of(Set.of()),
                false,
                Map.of(0, failures),
                Map.of(),
                GRACE);
    }

    private static List<PodAction> plan(Fleet fleet, int target, Set<String> stuck, Optional<Set<String>> busy) {
        return new PodPlan(fleet, target, Optional.of(HASH), stuck, busy, false, Map.of(), Map.of(), GRACE)
                .actions(NOW);
    }

    private static List<String> victims(List<PodAction> actions) {
        return actions.stream().map(action -> ((Delete) action).pod().name()).toList();
    }
}
