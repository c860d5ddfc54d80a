/** Rules over all modules: who may know whom, what a name may be, how large a file may grow. Each is shown to fail on a bad example. */
@NullMarked
package io.shapservice.modulerules;

import org.jspecify.annotations.NullMarked;
