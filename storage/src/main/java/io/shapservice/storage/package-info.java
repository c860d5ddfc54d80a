/** Blobs: models by digest, inputs and results under their job. */
@NullMarked
package io.shapservice.storage;

import org.jspecify.annotations.NullMarked;
