/** What only a real API server can show; run with {@code -Papiserver -Dkubeconfig=FILE}. */
@NullMarked
package io.shapservice.operator.apiserver;

import org.jspecify.annotations.NullMarked;
