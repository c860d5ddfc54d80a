package io.shapservice.operator.simulation;

import io.shapservice.operator.example.Samples;
import io.shapservice.protocol.sample.Sample;
import io.shapservice.protocol.sample.Sample.QueueState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** A queue and the workers that empty it, in steps of a few seconds. */
final class SimulatedService {
    private static final int ROWS = 500;

    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final List<SimulatedWorker> workers = new ArrayList<>();
    private final Figures figures = new Figures();
    private final boolean knowsWhoIsBusy;
    private double waitingSeconds;
    private long rowsDone;

    private record Waiting(double cost, int since) {}

    /** @param knowsWhoIsBusy whether only idle workers go; a ReplicaSet lets the youngest go, whatever they do */
    SimulatedService(boolean knowsWhoIsBusy) {
        this.knowsWhoIsBusy = knowsWhoIsBusy;
    }

    Figures figures() {
        return figures;
    }

    int size() {
        return (int) workers.stream().filter(worker -> !worker.draining()).count();
    }

    int up(int second) {
        return (int) workers.stream()
                .filter(worker -> !worker.draining() && worker.up(second))
                .count();
    }

    /** Seconds of work that wait and run. */
    double work() {
        return waitingSeconds + inFlightSeconds();
    }

    void submit(List<Double> batches, int second) {
        batches.forEach(cost -> queue.addLast(new Waiting(cost, second)));
        waitingSeconds += batches.stream().mapToDouble(Double::doubleValue).sum();
    }

    void resize(int desired, int second) {
        int before = size();
        for (int i = before; i < desired; i++) {
            workers.add(new SimulatedWorker(second));
        }
        if (desired < before) {
            Comparator<SimulatedWorker> youngest =
                    Comparator.comparingInt(SimulatedWorker::created).reversed();
            workers.stream()
                    .filter(worker -> !worker.draining())
                    .filter(worker -> !knowsWhoIsBusy || !worker.busy())
                    .sorted(youngest)
                    .limit(before - desired)
                    .forEach(worker -> {
                        figures.stopped(worker.busy());
                        worker.drain();
                    });
        }
        figures.decided(before, size(), second);
    }

    void run(int second, int span) {
        for (SimulatedWorker worker : workers) {
            double left = worker.up(second) ? span : 0;
            while (left > 0) {
                if (!worker.busy() && (worker.draining() || queue.isEmpty())) {
                    break;
                }
                if (!worker.busy()) {
                    Waiting next = queue.removeFirst();
                    waitingSeconds = queue.isEmpty() ? 0 : waitingSeconds - next.cost();
                    figures.waited(second - next.since());
                    worker.take(next.cost());
                }
                double spent = Math.min(left, worker.remaining());
                worker.work(spent);
                figures.worked(spent);
                left -= spent;
                rowsDone += worker.busy() ? 0 : ROWS;
            }
        }
        figures.paid(workers.size() * (double) span);
        workers.removeIf(worker -> worker.draining() && !worker.busy());
    }

    Sample sample(int second) {
        long inFlight = workers.stream().filter(SimulatedWorker::busy).count();
        double oldest = queue.isEmpty() ? 0 : second - queue.getFirst().since();
        return Samples.of(
                Samples.REACHABLE,
                new QueueState(
                        waitingSeconds,
                        inFlightSeconds(),
                        oldest,
                        1.5,
                        queue.size(),
                        inFlight,
                        (long) ROWS * queue.size(),
                        0,
                        1,
                        rowsDone),
                1000L * second + 1,
                List.of());
    }

    private double inFlightSeconds() {
        return workers.stream().mapToDouble(SimulatedWorker::remaining).sum();
    }
}
