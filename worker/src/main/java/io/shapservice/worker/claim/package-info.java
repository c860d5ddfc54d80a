/** Taking batches from the queue and fetching what they need ahead of the computation. */
@NullMarked
package io.shapservice.worker.claim;

import org.jspecify.annotations.NullMarked;
