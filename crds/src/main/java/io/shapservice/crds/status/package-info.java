/** What the operator reports: the fields of {@code status}. */
@NullMarked
package io.shapservice.crds.status;

import org.jspecify.annotations.NullMarked;
