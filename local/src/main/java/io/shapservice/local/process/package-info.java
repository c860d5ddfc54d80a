/** Child processes that never outlive this one. */
@NullMarked
package io.shapservice.local.process;

import org.jspecify.annotations.NullMarked;
