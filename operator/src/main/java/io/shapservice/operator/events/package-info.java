/** Events, one per decision. */
@NullMarked
package io.shapservice.operator.events;

import org.jspecify.annotations.NullMarked;
