/** The shap command. */
@NullMarked
package io.shapservice.cli;

import org.jspecify.annotations.NullMarked;
