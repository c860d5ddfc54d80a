/** {@code shap explain}: a model file and a table in, arrays and a summary out. */
@NullMarked
package io.shapservice.cli.explain;

import org.jspecify.annotations.NullMarked;
