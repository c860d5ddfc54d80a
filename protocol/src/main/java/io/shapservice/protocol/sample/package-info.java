@NullMarked
package io.shapservice.protocol.sample;

import org.jspecify.annotations.NullMarked;
