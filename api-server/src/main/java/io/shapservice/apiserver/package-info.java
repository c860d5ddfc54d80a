/** HTTP: jobs, explanations, health, metrics. */
@NullMarked
package io.shapservice.apiserver;

import org.jspecify.annotations.NullMarked;
