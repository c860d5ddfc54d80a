/** Storing results and committing them, or giving batches back with a reason. */
@NullMarked
package io.shapservice.worker.commit;

import org.jspecify.annotations.NullMarked;
