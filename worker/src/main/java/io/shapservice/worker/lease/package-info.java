/** What this worker holds, and keeping it alive by progress. */
@NullMarked
package io.shapservice.worker.lease;

import org.jspecify.annotations.NullMarked;
