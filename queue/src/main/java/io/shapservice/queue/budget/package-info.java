/** How much a tenant and the whole system may take up. */
@NullMarked
package io.shapservice.queue.budget;

import org.jspecify.annotations.NullMarked;
