@NullMarked
package io.shapservice.worker.model;

import org.jspecify.annotations.NullMarked;
