package io.shapservice.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects any answer: the driver's own outputs each fit one shape only. */
final class ReplyOutput extends CommandOutput<byte[], byte[], Reply> {
    private final Deque<Open> open = new ArrayDeque<>();

    /** A list that still lacks items. */
    private record Open(List<Reply> items, int size) {}

    ReplyOutput() {
        super(ByteArrayCodec.INSTANCE, new Reply.Nothing());
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        add(bytes == null ? new Reply.Nothing() : new Reply.Bytes(codec.decodeValue(bytes)));
    }

    @Override
    public void setSingle(ByteBuffer status) {
        set(status);
    }

    @Override
    public void set(long number) {
        add(new Reply.Whole(number));
    }

    @Override
    public void set(double number) {
        add(new Reply.Bytes(Double.toString(number).getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void multi(int count) {
        if (count > 0) {
            open.push(new Open(new ArrayList<>(count), count));
        } else {
            add(count == 0 ? new Reply.Many(List.of()) : new Reply.Nothing());
        }
    }

    private void add(Reply reply) {
        Reply complete = reply;
        while (!open.isEmpty()) {
            Open parent = open.element();
            parent.items.add(complete);
            if (parent.items.size() < parent.size) {
                return;
            }
            open.pop();
            complete = new Reply.Many(parent.items);
        }
        output = complete;
    }
}
