/** What crosses a process boundary: the sample, the service's configuration, names of environment variables, problem types. */
@NullMarked
package io.shapservice.protocol;

import org.jspecify.annotations.NullMarked;
