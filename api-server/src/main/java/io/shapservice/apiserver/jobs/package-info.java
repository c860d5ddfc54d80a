/** Jobs: status, list, cancel, delete, progress. */
@NullMarked
package io.shapservice.apiserver.jobs;

import org.jspecify.annotations.NullMarked;
