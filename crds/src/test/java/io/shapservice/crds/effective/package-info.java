@NullMarked
package io.shapservice.crds.effective;

import org.jspecify.annotations.NullMarked;
