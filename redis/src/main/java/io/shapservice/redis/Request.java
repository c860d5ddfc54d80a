package io.shapservice.redis;

import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** One command as it is sent. */
record Request(String command, List<byte[]> args) {
    static Request of(String command, String... args) {
        return new Request(command, Arrays.stream(args).map(Request::bytes).toList());
    }

    /** The driver's own list lacks the younger commands. */
    ProtocolKeyword keyword() {
        return new Keyword(command);
    }

    private record Keyword(String command) implements ProtocolKeyword {
        @Override
        public byte[] getBytes() {
            return bytes(command);
        }

        @Override
        public String toString() {
            return command;
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
