package io.shapservice.apiserver.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The keys of a service, by their hashes: who reads the file learns no key. */
record ApiKeys(List<Entry> entries) {
    ApiKeys {
        entries = List.copyOf(entries);
    }

    /** @param hash SHA-256 of the key */
    record Entry(byte[] hash, Tenant tenant) {}

    /** Compares with every entry in constant time, so that the time says nothing of which key was nearly right. */
    Optional<Tenant> find(String key, MessageDigest sha256) {
        byte[] hash = sha256.digest(key.getBytes(StandardCharsets.UTF_8));
        Optional<Tenant> found = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.hash(), hash)) {
                found = Optional.of(entry.tenant());
            }
        }
        return found;
    }
}
