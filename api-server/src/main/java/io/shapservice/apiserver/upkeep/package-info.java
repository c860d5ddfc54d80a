/** Work that nobody waits for: reaping leases, deleting blobs. */
@NullMarked
package io.shapservice.apiserver.upkeep;

import org.jspecify.annotations.NullMarked;
