@NullMarked
package io.shapservice.worker;

import org.jspecify.annotations.NullMarked;
