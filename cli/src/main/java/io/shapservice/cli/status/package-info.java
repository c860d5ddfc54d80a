/** {@code shap status}: what local mode runs, for people and for programs. */
@NullMarked
package io.shapservice.cli.status;

import org.jspecify.annotations.NullMarked;
