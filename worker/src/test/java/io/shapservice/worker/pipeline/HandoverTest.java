package io.shapservice.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.worker.Eventually;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private final Handover<String> handover = new Handover<>(10, String::length);

    @Test
    void itemsComeOutInTheOrderInWhichTheyWentIn() throws Exception {
        handover.put("a");
        handover.put("b");
        assertThat(handover.take()).contains("a");
        assertThat(handover.take()).contains("b");
    }

    @Test
    void aFullHandoverMakesTheGiverWaitUntilSomethingIsTaken() throws Exception {
        handover.put("eight by");
        CompletableFuture<Boolean> put = async(() -> handover.put("four"));
        Eventually.threadWaits("giver");
        assertThat(put).isNotDone();
        handover.take();
        assertThat(put.join()).isTrue();
    }

    @Test
    void anItemLargerThanTheBoundPassesAlone() throws Exception {
        assertThat(handover.put("more than ten bytes")).isTrue();
        assertThat(handover.take()).contains("more than ten bytes");
    }

    @Test
    void aClosedHandoverGivesOutWhatItHasAndTakesNothingMore() throws Exception {
        handover.put("last");
        handover.close();
        assertThat(handover.put("late")).isFalse();
        assertThat(handover.take()).contains("last");
        assertThat(handover.take()).isEmpty();
    }

    @Test
    void closingWakesWhoeverWaits() throws Exception {
        handover.put("full to 10");
        CompletableFuture<Boolean> put = async(() -> handover.put("x"));
        Eventually.threadWaits("giver");
        handover.close();
        assertThat(put.join()).isFalse();
    }

    @Test
    void whoeverWorksAheadWaitsUntilFewEnoughAreLeft() throws Exception {
        handover.put("a");
        handover.put("b");
        CompletableFuture<Boolean> low = async(() -> {
            handover.awaitAtMost(1);
            return true;
        });
        Eventually.threadWaits("giver");
        assertThat(low).isNotDone();
        handover.take();
        assertThat(low.join()).isTrue();
    }

    private static CompletableFuture<Boolean> async(Waiting call) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("giver").start(() -> {
            try {
                answer.complete(call.call());
            } catch (InterruptedException e) {
                answer.completeExceptionally(new CompletionException(e));
            }
        });
        return answer;
    }

    @FunctionalInterface
    private interface Waiting {
        boolean call() throws InterruptedException;
    }
}
