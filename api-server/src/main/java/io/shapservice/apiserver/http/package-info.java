/** The HTTP servers, and what every route needs: request ids, limits on bodies, queries, content types. */
@NullMarked
package io.shapservice.apiserver.http;

import org.jspecify.annotations.NullMarked;
