/** What people and probes ask about this process. */
@NullMarked
package io.shapservice.apiserver.health;

import org.jspecify.annotations.NullMarked;
