package io.shapservice.apiserver.submit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Hashes what is read through it, if somebody wants the hash, and tells that something was. */
final class HashedStream extends FilterInputStream {
    private final @Nullable MessageDigest hash;
    private final Runnable heard;

    /**
     * @param hash null when nobody wants it: hashing takes as long as reading
     * @param heard told whenever bytes have come
     */
    HashedStream(InputStream in, @Nullable MessageDigest hash, Runnable heard) {
        super(in);
        this.hash = hash;
        this.heard = heard;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0 && hash != null) {
            hash.update((byte) b);
        }
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = super.read(bytes, offset, length);
        if (n > 0) {
            if (hash != null) {
                hash.update(bytes, offset, n);
            }
            heard.run();
        }
        return n;
    }

    /** Hash of the whole body, what a parser left unread too; empty when nobody wants it. */
    String digestToEnd() throws IOException {
        byte[] rest = new byte[8192];
        int n = read(rest, 0, rest.length);
        while (n >= 0) {
            n = read(rest, 0, rest.length);
        }
        return hash == null ? "" : ShortHash.of(hash);
    }
}
