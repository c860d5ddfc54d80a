@NullMarked
package io.shapservice.protocol.env;

import org.jspecify.annotations.NullMarked;
