@NullMarked
package io.shapservice.engine.model;

import org.jspecify.annotations.NullMarked;
