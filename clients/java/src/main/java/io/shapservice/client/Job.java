package io.shapservice.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A job as the service sees it.
 *
 * @param state {@code queued}, {@code running}, {@code succeeded}, {@code partial}, {@code failed}, {@code cancelled} or
 *     {@code expired}; a later service may add others
 * @param rowsDone rows whose results are committed
 * @param error what went wrong, when something did
 * @param durability what the job would survive, {@code memory}, {@code aof-everysec}, {@code replicated} or {@code aof-fsync}; only
 *     {@link ShapClient#submit} tells it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Job(
        String id,
        String model,
        String state,
        long rows,
        long rowsDone,
        int batches,
        int batchesDone,
        @Nullable JsonNode error,
        @Nullable String durability) {
    Job withDurability(@Nullable String told) {
        return new Job(id, model, state, rows, rowsDone, batches, batchesDone, error, told);
    }

    /** Whether nothing more will be computed. */
    public boolean ended() {
        return !state.equals("queued") && !state.equals("running");
    }

    public boolean succeeded() {
        return state.equals("succeeded");
    }
}
