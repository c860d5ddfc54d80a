/** What a person may change of the pods of a service: an allow-list, in Kubernetes' own words. */
@NullMarked
package io.shapservice.crds.pod;

import org.jspecify.annotations.NullMarked;
