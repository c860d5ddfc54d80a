package io.shapservice.local.network;

/** Names a Service. */
record ServiceKey(String namespace, String name) {}
