package io.shapservice.queue;

import io.shapservice.redis.Outcome;
import io.shapservice.redis.Reply;
import io.shapservice.redis.Script;
import io.shapservice.redis.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Claims, numbered by worker. A claim that may have been carried out without an answer is asked again under its number and with
 * its attempts, so that no batch waits for the end of a lease that nobody knows of; a script ignores numbers that were overtaken.
 */
final class ClaimCalls {
    private final ScriptCalls calls;
    private final Script script;
    private final QueueSettings settings;
    private final RandomIds ids;
    private final String session;
    private final Map<String, Question> last = new HashMap<>();

    /** @param attempts the identities of the leases that it may give */
    private record Question(long number, List<String> attempts, boolean answered) {}

    ClaimCalls(ScriptCalls calls, Script script, QueueSettings settings, RandomIds ids, String session) {
        this.calls = calls;
        this.script = script;
        this.settings = settings;
        this.ids = ids;
        this.session = session;
    }

    Outcome<List<Claim>> claim(
            WorkerIdentity worker, int maxBatches, double maxSeconds, Args retries, boolean listening) {
        Question question = next(worker.name(), Math.max(1, maxBatches));
        Args args = new Args()
                .text(worker.name(), worker.uid(), session)
                .whole(question.number())
                .millis(settings.lease().duration())
                .real(maxSeconds)
                .all(retries)
                .whole(listening ? 1 : 0)
                .text(question.attempts().toArray(String[]::new));
        Outcome<List<Claim>> outcome = calls.run(Traffic.CONTROL, script, args, this::claims);
        if (!unknown(outcome)) {
            remember(worker.name(), new Question(question.number(), List.of(), true));
        }
        return outcome;
    }

    private synchronized Question next(String worker, int batches) {
        Question before = last.get(worker);
        if (before != null && !before.answered()) {
            return before;
        }
        List<String> attempts = new ArrayList<>(batches);
        for (int i = 0; i < batches; i++) {
            attempts.add(ids.next());
        }
        Question question = new Question(before == null ? 1 : before.number() + 1, attempts, false);
        last.put(worker, question);
        return question;
    }

    private synchronized void remember(String worker, Question question) {
        last.put(worker, question);
    }

    /** An answer that cannot be read was an answer, but not one to act on. */
    private static boolean unknown(Outcome<?> outcome) {
        return outcome instanceof Outcome.Failed<?>(Outcome.Kind kind, String _)
                && (kind.unknown() || kind == Outcome.Kind.ERROR);
    }

    private List<Claim> claims(Reply reply) {
        return reply.items().stream().map(Reply::items).map(this::claim).toList();
    }

    private Claim claim(List<Reply> c) {
        return new Claim(
                c.get(0).text(),
                c.get(1).whole(),
                c.get(2).text(),
                (int) c.get(3).whole(),
                c.get(4).whole(),
                (int) c.get(5).whole(),
                c.get(6).text(),
                c.get(7).text(),
                c.get(8).text(),
                settings.lease().duration().toMillis() / 1e3,
                c.get(9).whole(),
                (int) c.get(10).whole());
    }
}
