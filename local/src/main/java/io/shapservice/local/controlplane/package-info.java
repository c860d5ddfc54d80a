/**
 * A Kubernetes API server in memory: a double for tests and for local mode, small and honest about it.
 *
 * <p>What it does as Kubernetes does: create, replace, merge, strategic and JSON patches, server-side apply with field
 * ownership, optimistic locking, generations, status as a subresource, watches without gaps, label and field selectors,
 * owner-reference garbage collection, finalizers, graceful deletion of pods, and the defaults and structural validation
 * of a CustomResourceDefinition. What it has not: CEL, RBAC, admission, quotas, defaults of the built-in types,
 * conversion between versions, paging. Those are tested against a real kube-apiserver.
 *
 * <p>The client library's mock server is not used: of its store nothing could stay (see the list above), its WebSocket
 * upgrade races with the request's end, and it keeps every request for ever.
 */
@NullMarked
package io.shapservice.local.controlplane;

import org.jspecify.annotations.NullMarked;
