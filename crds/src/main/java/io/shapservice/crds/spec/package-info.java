/** What a person writes: the fields of {@code spec}, absent ones null. Operators read {@link io.shapservice.crds.effective} instead. */
@NullMarked
package io.shapservice.crds.spec;

import org.jspecify.annotations.NullMarked;
