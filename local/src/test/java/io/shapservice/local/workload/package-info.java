@NullMarked
package io.shapservice.local.workload;

import org.jspecify.annotations.NullMarked;
