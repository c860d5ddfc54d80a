package io.shapservice.apiserver.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;

/** JSON answers. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static void send(Context ctx, Object body) throws IOException {
        ctx.contentType(MediaTypes.JSON).header("Cache-Control", "no-store").result(MAPPER.writeValueAsBytes(body));
    }

    /** Writes a body that is too large to be built first. */
    public static void stream(Context ctx, Writer body) throws IOException {
        ctx.contentType(MediaTypes.JSON).header("Cache-Control", "no-store");
        try (JsonGenerator out = factory().createGenerator(ctx.outputStream())) {
            body.write(out);
        }
    }

    public static JsonFactory factory() {
        return MAPPER.getFactory();
    }

    public static String text(Object body) throws IOException {
        return MAPPER.writeValueAsString(body);
    }

    /** Writes one JSON value. */
    @FunctionalInterface
    public interface Writer {
        void write(JsonGenerator out) throws IOException;
    }
}
