package io.shapservice.cli.demo;

import io.shapservice.cli.terminal.Figures;
import io.shapservice.client.ExplainQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Small jobs until a batch costs the same again and again: then the cost of a batch on this machine is known. */
record WarmUp() implements Step {
    static final int BATCH_ROWS = 500;
    private static final int ALIKE = 3;
    private static final double ALIKE_WITHIN = 1.25;
    private static final double SHORTEST_MEASURED = 0.3;
    private static final int MOST_BATCHES = 64;
    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final Duration LONGEST_JOB = Duration.ofMinutes(3);

    @Override
    public String title() {
        return "warm-up";
    }

    @Override
    public String keep(Stage stage) throws Exception {
        var costs = new ArrayList<Double>();
        var began = stage.stopwatch.elapsed();
        long rows = 0;
        int batches = 2;
        while (!settled(costs) && stage.stopwatch.elapsed().minus(began).compareTo(LONGEST) < 0) {
            double cpu = secondsOfWorkers(stage);
            explain(stage, batches * BATCH_ROWS);
            cpu = secondsOfWorkers(stage) - cpu;
            rows += (long) batches * BATCH_ROWS;
            if (cpu >= SHORTEST_MEASURED) {
                costs.add(cpu / batches);
            } else {
                batches = Math.min(2 * batches, MOST_BATCHES);
            }
        }
        PromiseBroken.unless(!costs.isEmpty(), "the warm-up measured nothing: %d rows took no time".formatted(rows));
        stage.secondsPerBatch.set(latest(costs));
        Deadline.await("the fleet is at its minimum after the warm-up", LONGEST_JOB, () -> ScaleDown.atMinimum(stage));
        return String.format(
                Locale.ROOT,
                "%s rows: a batch of %d costs a worker %.3f s of CPU",
                Figures.count(rows),
                BATCH_ROWS,
                stage.secondsPerBatch.get());
    }

    static boolean settled(List<Double> costs) {
        if (costs.size() < ALIKE) {
            return false;
        }
        var last = costs.subList(costs.size() - ALIKE, costs.size()).stream()
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return last.getMax() <= ALIKE_WITHIN * last.getMin();
    }

    /** The median of the latest few. */
    private static double latest(List<Double> costs) {
        var last =
                costs.stream().skip(Math.max(0, costs.size() - ALIKE)).sorted().toList();
        return last.get(last.size() / 2);
    }

    private static double secondsOfWorkers(Stage stage) {
        return stage.service().pods("worker").stream()
                .flatMap(pod -> ProcessHandle.of(pod.pid()).stream())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(cpu -> cpu.toNanos() / 1e9)
                .sum();
    }

    private static void explain(Stage stage, int rows) throws Exception {
        var client = stage.client.get();
        var key = UUID.randomUUID().toString();
        var id = client.submit(Stage.LARGE_MODEL, stage.largeData.npy(rows), ExplainQuery.DEFAULT, key)
                .id();
        Deadline.await(
                "a warm-up job ends",
                LONGEST_JOB,
                () -> client.job(id, Duration.ofSeconds(10)).ended());
        var state = client.job(id, Duration.ZERO).state();
        PromiseBroken.unless(state.equals("succeeded"), "a warm-up job ended as " + state);
    }
}
