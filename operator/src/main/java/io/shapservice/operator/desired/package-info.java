/** The desired state: pure functions from a resource to the manifests of its children. */
@NullMarked
package io.shapservice.operator.desired;

import org.jspecify.annotations.NullMarked;
