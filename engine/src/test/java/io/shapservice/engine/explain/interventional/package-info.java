@NullMarked
package io.shapservice.engine.explain.interventional;

import org.jspecify.annotations.NullMarked;
