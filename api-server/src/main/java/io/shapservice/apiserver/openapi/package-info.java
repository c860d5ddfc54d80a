/** The contract, as served. */
@NullMarked
package io.shapservice.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
