/** The management port: metrics, health and the sample. */
@NullMarked
package io.shapservice.worker.management;

import org.jspecify.annotations.NullMarked;
