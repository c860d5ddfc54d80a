/** The controllers that make pods of Deployments and StatefulSets. */
@NullMarked
package io.shapservice.local.workload;

import org.jspecify.annotations.NullMarked;
