/** Loopback addresses for pods and services, and the proxies between them. */
@NullMarked
package io.shapservice.local.network;

import org.jspecify.annotations.NullMarked;
