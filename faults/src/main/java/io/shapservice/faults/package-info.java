/** The fault suite: a service of real processes, broken on purpose while jobs flow. */
@NullMarked
package io.shapservice.faults;

import org.jspecify.annotations.NullMarked;
