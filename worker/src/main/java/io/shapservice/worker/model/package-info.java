/** Models by digest, read once and kept while they fit. */
@NullMarked
package io.shapservice.worker.model;

import org.jspecify.annotations.NullMarked;
