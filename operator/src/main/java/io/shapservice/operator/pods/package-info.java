/** Worker pods: what there is, what is to be done, and doing it. */
@NullMarked
package io.shapservice.operator.pods;

import org.jspecify.annotations.NullMarked;
