package io.shapservice.local.controlplane;

import com.fasterxml.jackson.databind.JsonNode;

/** An answer with a JSON body. */
record ApiResponse(int code, JsonNode body) {

    static ApiResponse ok(JsonNode body) {
        return new ApiResponse(200, body);
    }

    static ApiResponse created(JsonNode body) {
        return new ApiResponse(201, body);
    }
}
