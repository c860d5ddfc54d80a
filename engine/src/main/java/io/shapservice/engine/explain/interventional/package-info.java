/**
 * Interventional SHAP values: features that are not in the coalition are taken from background rows (Janzing et al., arXiv
 * 1910.13413; shap's {@code feature_perturbation="interventional"}). What a leaf contributes depends only on which of its path's
 * conditions the row meets, so it is tabulated once for the whole background, and a row costs the same whatever its size.
 */
@NullMarked
package io.shapservice.engine.explain.interventional;

import org.jspecify.annotations.NullMarked;
