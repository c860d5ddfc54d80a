/** Writes manifests by server-side apply, and only when something differs. */
@NullMarked
package io.shapservice.operator.apply;

import org.jspecify.annotations.NullMarked;
