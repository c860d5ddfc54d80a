/** Rows that stand for "feature unknown" in interventional explanations. */
@NullMarked
package io.shapservice.engine.background;

import org.jspecify.annotations.NullMarked;
