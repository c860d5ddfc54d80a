/** The ShapService resource: Java types, generated YAML, defaults. */
@NullMarked
package io.shapservice.crds;

import org.jspecify.annotations.NullMarked;
