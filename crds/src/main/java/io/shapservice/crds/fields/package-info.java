/** What every part of the resource has in common when it is read and written. */
@NullMarked
package io.shapservice.crds.fields;

import org.jspecify.annotations.NullMarked;
