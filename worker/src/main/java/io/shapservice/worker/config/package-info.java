/** What the environment says. */
@NullMarked
package io.shapservice.worker.config;

import org.jspecify.annotations.NullMarked;
