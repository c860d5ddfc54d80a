/** One immutable form for the trees of every library: what a reader builds and an explainer walks. */
@NullMarked
package io.shapservice.engine.ensemble;

import org.jspecify.annotations.NullMarked;
