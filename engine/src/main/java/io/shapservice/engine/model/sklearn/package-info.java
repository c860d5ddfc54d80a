/** scikit-learn's trees, from the JSON that our exporter writes: docs/sklearn-trees.md is its schema. */
@NullMarked
package io.shapservice.engine.model.sklearn;

import org.jspecify.annotations.NullMarked;
