package io.shapservice.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that happened to a job.
 *
 * @param id opaque cursor: given as {@code after}, what follows this event is sent; also the {@code after} of a page of results
 * @param type {@code job} (it has moved), {@code results} (rows were committed) or {@code reset} (Redis lost what the cursor counted
 *     in: the rows come again from the start); a later service may add others
 * @param data the job, or the row ranges
 */
public record JobEvent(String id, String type, JsonNode data) {}
