@NullMarked
package io.shapservice.worker.management;

import org.jspecify.annotations.NullMarked;
