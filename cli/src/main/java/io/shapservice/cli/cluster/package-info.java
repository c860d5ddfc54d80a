/** Local mode as commands see it: started from this checkout, watched, and always ended. */
@NullMarked
package io.shapservice.cli.cluster;

import org.jspecify.annotations.NullMarked;
