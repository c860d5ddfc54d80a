/** The sample that the operator reads. */
@NullMarked
package io.shapservice.apiserver.sample;

import org.jspecify.annotations.NullMarked;
