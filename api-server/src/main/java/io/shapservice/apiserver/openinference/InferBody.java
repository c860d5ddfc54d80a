package io.shapservice.apiserver.openinference;

import io.javalin.http.Context;
import io.shapservice.apiserver.http.MediaTypes;
import io.shapservice.apiserver.http.RequestBody;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.protocol.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A request's JSON, and the binary tensors behind it (the protocol's binary tensor data extension).
 *
 * @param tail the bytes behind the JSON; empty without {@code Inference-Header-Content-Length}
 */
record InferBody(InferRequest request, ByteBuffer tail) {
    static final String HEADER = "Inference-Header-Content-Length";

    private static final List<String> TYPES = List.of(MediaTypes.JSON, "application/octet-stream");

    static InferBody read(Context ctx, long maxBytes) throws IOException {
        String length = ctx.header(HEADER);
        if (!TYPES.contains(MediaTypes.ofBody(ctx))) {
            throw ProblemException.at(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "header Content-Type",
                    "Send application/json, or application/octet-stream with " + HEADER + ".");
        }
        var body = RequestBody.open(ctx, maxBytes);
        if (length == null) {
            return new InferBody(InferRequest.read(body), little(new byte[0], 0));
        }
        byte[] bytes = body.readAllBytes();
        int json = jsonBytes(length, bytes.length);
        InferRequest request = InferRequest.read(new ByteArrayInputStream(bytes, 0, json));
        return new InferBody(request, little(bytes, json));
    }

    private static int jsonBytes(String stated, int all) {
        if (!stated.matches("\\d{1,9}") || Integer.parseInt(stated) > all) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST,
                    "header " + HEADER,
                    HEADER + " must be the number of bytes of the JSON at the body's start, and the body has " + all
                            + " bytes.");
        }
        return Integer.parseInt(stated);
    }

    private static ByteBuffer little(byte[] bytes, int from) {
        return ByteBuffer.wrap(bytes, from, bytes.length - from).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
