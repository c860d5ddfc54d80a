@NullMarked
package io.shapservice.worker.watchdog;

import org.jspecify.annotations.NullMarked;
