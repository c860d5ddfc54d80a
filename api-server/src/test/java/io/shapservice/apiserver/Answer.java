package io.shapservice.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shapservice.engine.table.NpyReader;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** An answer of the server, checked against the contract. */
record Answer(int status, HttpHeaders headers, byte[] body) {
    /** The body without its Content-Encoding. */
    byte[] unpacked() {
        if (!header("Content-Encoding").equals("gzip")) {
            return body;
        }
        try {
            return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Last part of the problem's type. */
    String problem() {
        return json().path("type").asText().replace("urn:shap-service:problem:", "");
    }

    String detail() {
        return json().path("detail").asText();
    }

    Table npy() throws Exception {
        return NpyReader.read(new ByteArrayInputStream(body), TableLimits.DEFAULT);
    }
}
