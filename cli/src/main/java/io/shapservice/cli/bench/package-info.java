/** {@code shap bench}: how fast a model's rows are explained on this machine. */
@NullMarked
package io.shapservice.cli.bench;

import org.jspecify.annotations.NullMarked;
