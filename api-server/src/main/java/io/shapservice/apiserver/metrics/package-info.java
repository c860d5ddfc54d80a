/** What is counted about requests, and how it is scraped. */
@NullMarked
package io.shapservice.apiserver.metrics;

import org.jspecify.annotations.NullMarked;
