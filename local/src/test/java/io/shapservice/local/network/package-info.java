@NullMarked
package io.shapservice.local.network;

import org.jspecify.annotations.NullMarked;
