package io.shapservice.operator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code -Dshap.simulation.days=7} prints the table of docs/autoscaling.md; a day is enough to notice a change for the worse. */
class WeekOfTrafficTest {
    private static final int STEP = 3;
    private static final int MAX = 20;

    @Test
    void workWaitsLessThanUnderKedasRulesAndNoBusyWorkerIsStopped() {
        int days = Integer.getInteger("shap.simulation.days", 1);
        Figures ours = replay(new OperatorScaling(1, MAX), true, days);
        Figures theirs = replay(new KedaScaling(1, MAX), false, days);
        Figures oursFromZero = replay(new OperatorScaling(0, MAX), true, days);
        Figures theirsFromZero = replay(new KedaScaling(0, MAX), false, days);

        System.out.println(ours.row("operator, 1 to 20"));
        System.out.println(theirs.row("KEDA and HPA, 1 to 20"));
        System.out.println(oursFromZero.row("operator, 0 to 20"));
        System.out.println(theirsFromZero.row("KEDA and HPA, 0 to 20"));

        assertThat(ours.batches()).isEqualTo(theirs.batches()).isGreaterThan(1000);
        assertThat(ours.meanWait()).isLessThan(theirs.meanWait());
        assertThat(oursFromZero.meanWait()).isLessThan(theirsFromZero.meanWait());
        assertThat(ours.stoppedBusy()).isZero();
        assertThat(theirs.stoppedBusy()).isPositive();
        assertThat(ours.workerHours()).isLessThan(1.15 * theirs.workerHours());
    }

    @Test
    void theSameSeedGivesTheSameWeek() {
        assertThat(replay(new OperatorScaling(0, MAX), true, 1).row(""))
                .isEqualTo(replay(new OperatorScaling(0, MAX), true, 1).row(""));
    }

    private static Figures replay(Scaling scaling, boolean knowsWhoIsBusy, int days) {
        Traffic traffic = new Traffic(20_260_105);
        SimulatedService service = new SimulatedService(knowsWhoIsBusy);
        for (int second = 0; second < days * Traffic.DAY; second += STEP) {
            service.submit(traffic.arrivals(second, STEP), second);
            service.resize(scaling.desired(service, second), second);
            service.run(second, STEP);
        }
        return service.figures();
    }
}
