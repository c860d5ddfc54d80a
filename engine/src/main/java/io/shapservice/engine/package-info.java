/** Tree models, tables of rows and exact SHAP values. Plain Java: no Redis, HTTP or Kubernetes. */
@NullMarked
package io.shapservice.engine;

import org.jspecify.annotations.NullMarked;
