package io.shapservice.queue;

import io.shapservice.protocol.sample.Sample;
import io.shapservice.redis.Reply;
import java.util.List;

/** Reads what {@code sample.lua} answers: {totals, classes, workers, integrity}. */
final class SampleReader {
    private static final Sample.RedisState FILLED_IN_BY_THE_CALLER = new Sample.RedisState(true, 0, 0, "");

    private SampleReader() {}

    static Sample read(Reply reply) {
        List<Reply> totals = reply.items().get(0).items();
        return new Sample(
                Sample.SCHEMA_VERSION,
                totals.get(1).whole(),
                totals.get(0).text(),
                totals.get(2).whole(),
                FILLED_IN_BY_THE_CALLER,
                queue(
                        totals,
                        reply.items().get(1).items(),
                        integrity(reply.items().get(3).items())),
                reply.items().get(2).items().stream().map(SampleReader::worker).toList(),
                List.of());
    }

    private static Sample.QueueState queue(List<Reply> totals, List<Reply> classes, Sample.Integrity integrity) {
        long waitingBatches = 0;
        long waitingRows = 0;
        long inFlightBatches = 0;
        double waitingSeconds = 0;
        double inFlightSeconds = 0;
        for (Reply reply : classes) {
            List<Reply> work = reply.items();
            double secondsPerRow = work.get(4).real();
            waitingBatches += work.get(0).whole();
            waitingRows += work.get(1).whole();
            waitingSeconds += work.get(1).whole() * secondsPerRow;
            inFlightBatches += work.get(2).whole();
            inFlightSeconds += work.get(3).whole() * secondsPerRow;
        }
        return new Sample.QueueState(
                waitingSeconds,
                inFlightSeconds,
                totals.get(3).whole() / 1e3,
                waitingBatches == 0 ? 0 : waitingSeconds / waitingBatches,
                waitingBatches,
                inFlightBatches,
                waitingRows,
                totals.get(5).whole(),
                totals.get(4).whole(),
                totals.get(6).whole(),
                integrity);
    }

    private static Sample.Integrity integrity(List<Reply> found) {
        return new Sample.Integrity(
                found.get(0).whole(),
                found.get(1).text(),
                found.get(2).whole(),
                found.get(3).whole());
    }

    private static Sample.WorkerState worker(Reply reply) {
        List<Reply> worker = reply.items();
        return new Sample.WorkerState(
                worker.get(0).text(),
                worker.get(1).text(),
                worker.get(2).whole() / 1e3,
                worker.get(3).whole() / 1e3,
                (int) worker.get(4).whole(),
                worker.get(8).items().stream().map(Reply::text).toList(),
                worker.get(5).real(),
                worker.get(6).whole(),
                worker.get(7).text());
    }
}
