/** Reads model files of other libraries into a {@link io.shapservice.engine.ensemble.TreeEnsemble}. */
@NullMarked
package io.shapservice.engine.model;

import org.jspecify.annotations.NullMarked;
