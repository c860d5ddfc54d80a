package io.shapservice.queue;

import io.shapservice.queue.budget.Amount;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be uploaded.
 *
 * @param id the future job's
 * @param tenantLimit what this tenant may take up; null for the limit of the settings
 * @param first what is reserved at once: what is known before the first byte is read, at least nothing
 * @param scope hash of tenant, route and the client's Idempotency-Key; null when it sent none
 */
public record Upload(
        String id,
        String tenant,
        @Nullable Amount tenantLimit,
        Amount first,
        @Nullable String scope) {}
