/** A spec with every default filled in and every text parsed. */
@NullMarked
package io.shapservice.crds.effective;

import org.jspecify.annotations.NullMarked;
