/**
 * Exact SHAP values. Path-dependent values are computed by quadrature: φ_j = ∫₀¹ ∂F/∂j(t, …, t) dt, where a leaf adds v · Π_k
 * [r_k(1 − t) + o_k·t] over the features k of its path (r_k the share of the training weight that goes its way, o_k whether the row
 * does). That is a polynomial in t, so a Gauss-Legendre rule of enough points is exact, not an estimate (Owen, "Multilinear
 * extensions of games", 1972; arXiv 2605.04497 uses the same for XGBoost).
 */
@NullMarked
package io.shapservice.engine.explain;

import org.jspecify.annotations.NullMarked;
