@NullMarked
package io.shapservice.protocol.batch;

import org.jspecify.annotations.NullMarked;
