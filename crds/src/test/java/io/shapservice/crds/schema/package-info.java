/** Generates the YAML of the resource and holds the committed file to it. */
@NullMarked
package io.shapservice.crds.schema;

import org.jspecify.annotations.NullMarked;
