/**
 * SHAP interaction values, path-dependent. Φ_ij = ½∫₀¹ ∂i∂jF(t,…,t) dt for i ≠ j is Shapley's interaction index halved (Lundberg et
 * al., arXiv 1802.03888, eq. 5; the integral is Owen's multilinear extension); the diagonal is what is left of the feature's value.
 */
@NullMarked
package io.shapservice.engine.explain.interaction;

import org.jspecify.annotations.NullMarked;
