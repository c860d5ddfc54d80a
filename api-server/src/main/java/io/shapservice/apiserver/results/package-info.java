/** Results out: pages in commit order, whole arrays in row order. */
@NullMarked
package io.shapservice.apiserver.results;

import org.jspecify.annotations.NullMarked;
