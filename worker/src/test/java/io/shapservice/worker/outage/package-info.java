@NullMarked
package io.shapservice.worker.outage;

import org.jspecify.annotations.NullMarked;
