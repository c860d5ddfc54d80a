/** What every manifest of a service shares: names, labels, the owner, the restricted security context. */
@NullMarked
package io.shapservice.operator.manifest;

import org.jspecify.annotations.NullMarked;
