/** The declared models: loaded, checked, published for the workers. */
@NullMarked
package io.shapservice.apiserver.models;

import org.jspecify.annotations.NullMarked;
