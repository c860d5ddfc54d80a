/**
 * Path-dependent SHAP values, a tile of rows at a time: each step of a tree is one loop over the rows, which the JIT compiler turns
 * into vector instructions. docs/kernel.md derives what the loops compute; KernelSource (src/kernel) writes them.
 */
@NullMarked
package io.shapservice.engine.explain.path;

import org.jspecify.annotations.NullMarked;
