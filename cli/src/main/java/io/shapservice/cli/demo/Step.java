package io.shapservice.cli.demo;

import java.util.List;

/** One promise of the demo. */
sealed interface Step
        permits StartLocalMode,
                ApplyHousing,
                ExplainOneRow,
                WarmUp,
                SubmitLargeJob,
                ScaleUp,
                FreezeWorker,
                KillRedis,
                FinishJob,
                CompareWithXgboost,
                ScaleDown,
                RefuseBadRows {

    /** In the order in which they are kept. */
    static List<Step> all() {
        return List.of(
                new StartLocalMode(),
                new ApplyHousing(),
                new ExplainOneRow(),
                new WarmUp(),
                new SubmitLargeJob(),
                new ScaleUp(),
                new FreezeWorker(),
                new KillRedis(),
                new FinishJob(),
                new CompareWithXgboost(),
                new ScaleDown(),
                new RefuseBadRows());
    }

    /** A few words, for the first column. */
    String title();

    /**
     * Does what the step is about and checks it.
     *
     * @return the figure, for people
     * @throws PromiseBroken when something did not hold
     */
    String keep(Stage stage) throws Exception;
}
