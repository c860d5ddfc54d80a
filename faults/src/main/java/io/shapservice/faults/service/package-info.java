/** A service of real processes: Redis, the API, workers. */
@NullMarked
package io.shapservice.faults.service;

import org.jspecify.annotations.NullMarked;
