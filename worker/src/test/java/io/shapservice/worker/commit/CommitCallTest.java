package io.shapservice.worker.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.queue.Completion;
import io.shapservice.redis.Outcome;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommitCallTest {
    @ParameterizedTest
    @EnumSource(names = {"DUPLICATE", "STALE", "GONE"})
    void theBlobOfARefusedCommitIsDeleted(Completion answer) {
        assertThat(afterAnswers(List.of(Outcome.ok(answer))).mayDelete(answer)).isTrue();
    }

    @Test
    void theBlobOfACommitStays() {
        assertThat(afterAnswers(List.of(Outcome.ok(Completion.COMMITTED))).mayDelete(Completion.COMMITTED))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"DUPLICATE", "STALE", "GONE"})
    void aCommitWhoseAnswerWasLostMayBeTheOneThatCountsSoItsBlobStays(Completion answer) {
        assertThat(afterAnswers(List.of(failed(Outcome.Kind.TIMEOUT), Outcome.ok(answer)))
                        .mayDelete(answer))
                .isFalse();
    }

    @Test
    void aCommitThatWasNeverSentIsNotAmbiguous() {
        assertThat(afterAnswers(List.of(failed(Outcome.Kind.REJECTED), Outcome.ok(Completion.STALE)))
                        .mayDelete(Completion.STALE))
                .isTrue();
    }

    private static CommitCall afterAnswers(List<Outcome<Completion>> answers) {
        Queue<Outcome<Completion>> next = new ArrayDeque<>(answers);
        CommitCall call = new CommitCall(next::remove);
        for (int i = 0; i < answers.size(); i++) {
            call.get();
        }
        return call;
    }

    private static Outcome<Completion> failed(Outcome.Kind kind) {
        return new Outcome.Failed<>(kind, "no answer");
    }
}
