/**
 * An embedded control plane and a node that runs pods as processes: for tests and for a first look. Production is
 * Kubernetes.
 *
 * <p>What it has not: init containers, lifecycle hooks, gRPC probes, host names of single pods, the kubelet's events, CPU
 * limits, security contexts, network policies. A memory limit is watched a few times a second and not enforced by the
 * kernel. It needs Linux, for {@code /proc} and for all of 127.0.0.0/8.
 */
@NullMarked
package io.shapservice.local;

import org.jspecify.annotations.NullMarked;
