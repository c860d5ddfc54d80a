package io.shapservice.apiserver.http;

import com.github.luben.zstd.ZstdIOException;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Ends a body that grows beyond its limit, or whose packing breaks off, with a problem instead of an I/O error. */
final class LimitedStream extends FilterInputStream {
    private final long maxBytes;
    private long left;

    LimitedStream(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
        this.left = maxBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n;
        try {
            n = super.read(bytes, offset, length);
        } catch (ZipException | ZstdIOException | EOFException e) {
            throw new ProblemException(ProblemType.MALFORMED_BODY, "The body breaks off or is damaged: send it again.");
        }
        left -= Math.max(n, 0);
        if (left < 0) {
            throw RequestBody.tooLarge(maxBytes);
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] scratch = new byte[Math.clamp(n, 0, 8192)];
        return Math.max(0, read(scratch, 0, scratch.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
