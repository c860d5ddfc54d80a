package io.shapservice.cli.bench;

import io.shapservice.engine.table.TableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long each of some repeats of the same work took.
 *
 * @param seconds at least one, in their order
 */
record Repeats(List<Double> seconds) {
    interface Work {
        void run() throws TableException, IOException, InterruptedException;
    }

    /** As many whole repeats as begin within the window. */
    static Repeats of(Duration window, Work work) throws TableException, IOException, InterruptedException {
        var seconds = new ArrayList<Double>();
        long began = System.nanoTime();
        do {
            long started = System.nanoTime();
            work.run();
            seconds.add((System.nanoTime() - started) / 1e9);
        } while (System.nanoTime() - began < window.toNanos());
        return new Repeats(seconds);
    }

    double median() {
        var sorted = seconds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double shortest() {
        return seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
}
