package io.shapservice.queue;

/**
 * Why a batch was given back.
 *
 * @param message for a person, no data in it
 */
public record Failure(FailureClass failureClass, String message) {}
