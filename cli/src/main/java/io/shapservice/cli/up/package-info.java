/** {@code shap up}: resources of a file, run on this machine in the foreground. */
@NullMarked
package io.shapservice.cli.up;

import org.jspecify.annotations.NullMarked;
