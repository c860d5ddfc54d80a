/** A client of the HTTP API: rows in, explanations out, with timeouts on every call and retries where they are safe. */
@NullMarked
package io.shapservice.client;

import org.jspecify.annotations.NullMarked;
