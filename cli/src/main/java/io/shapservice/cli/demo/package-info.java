/** {@code shap demo}: the promises of a ShapService, kept one by one on this machine, each with its figure. */
@NullMarked
package io.shapservice.cli.demo;

import org.jspecify.annotations.NullMarked;
