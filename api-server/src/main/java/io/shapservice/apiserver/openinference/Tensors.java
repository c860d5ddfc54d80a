package io.shapservice.apiserver.openinference;

import com.fasterxml.jackson.databind.JsonNode;
import io.shapservice.apiserver.config.Limits;
import io.shapservice.apiserver.openinference.InferRequest.InputTensor;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.engine.table.Table;
import io.shapservice.protocol.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Tensors of a request as a table: one {@code [n, F]}, or one {@code [n]} or {@code [n, 1]} for each feature. */
final class Tensors {
    private static final Set<String> TYPES = Set.of("FP32", "FP64", "INT32", "INT64");

    private Tensors() {}

    static Table table(List<InputTensor> tensors, Limits limits) {
        InputTensor first = tensors.getFirst();
        long[] shape = shape(first, 0);
        if (shape.length == 2 && (tensors.size() == 1 || shape[1] != 1)) {
            if (tensors.size() > 1) {
                throw fault(
                        "/inputs",
                        "Send one tensor of shape [rows, features], or one of shape [rows] for each feature.");
            }
            return one(first, shape, limits);
        }
        return byFeature(tensors, shape[0], limits);
    }

    private static Table one(InputTensor tensor, long[] shape, Limits limits) {
        check(shape[0], shape[1], limits);
        double[] values = values(tensor, shape[0] * shape[1], 0);
        return new Table(values, (int) shape[0], (int) shape[1], List.of());
    }

    private static Table byFeature(List<InputTensor> tensors, long rows, Limits limits) {
        int columns = tensors.size();
        check(rows, columns, limits);
        double[] values = new double[(int) rows * columns];
        List<String> names = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            InputTensor tensor = tensors.get(c);
            long[] shape = shape(tensor, c);
            if (shape[0] != rows || (shape.length == 2 && shape[1] != 1)) {
                throw fault(
                        "/inputs/" + c + "/shape",
                        "Each feature's tensor must have shape [" + rows + "] like the first.");
            }
            double[] column = values(tensor, rows, c);
            for (int r = 0; r < column.length; r++) {
                values[r * columns + c] = column[r];
            }
            names.add(tensor.name() == null ? "" : tensor.name());
        }
        return new Table(values, (int) rows, columns, names);
    }

    private static long[] shape(InputTensor tensor, int index) {
        long[] shape = tensor.shape();
        if (shape == null
                || shape.length < 1
                || shape.length > 2
                || Arrays.stream(shape).anyMatch(n -> n < 1)) {
            throw fault(
                    "/inputs/" + index + "/shape", "The shape must be [rows, features] or [rows], each at least 1.");
        }
        if (!TYPES.contains(String.valueOf(tensor.datatype()))) {
            throw fault("/inputs/" + index + "/datatype", "The datatype must be FP32, FP64, INT32 or INT64.");
        }
        return shape;
    }

    private static void check(long rows, long columns, Limits limits) {
        long most = limits.syncBytes() / 2;
        if (columns > limits.features() || rows > most / columns) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "The tensors declare " + rows + " rows of " + columns + " features; " + most
                            + " values are allowed. Submit large tables as a job: POST /v1/models/{model}/jobs.");
        }
    }

    private static double[] values(InputTensor tensor, long expected, int index) {
        double[] values = new double[(int) expected];
        int count = tensor.data() == null ? 0 : flatten(tensor.data(), values, 0, "/inputs/" + index + "/data");
        if (count != expected) {
            throw fault(
                    "/inputs/" + index + "/data",
                    "The shape asks for " + expected + " values; data has " + count + ".");
        }
        return values;
    }

    /** Data may be flat or nested in the tensor's shape. Counts on beyond the end, so that the message can tell. */
    private static int flatten(JsonNode node, double[] to, int at, String pointer) {
        if (node.isArray()) {
            int next = at;
            for (JsonNode child : node) {
                next = flatten(child, to, next, pointer);
            }
            return next;
        }
        if (!node.isNumber() && !node.isNull() && !node.isBoolean()) {
            throw fault(pointer, "Value " + at + " is not a number.");
        }
        if (at < to.length) {
            to[at] = node.isNull() ? Double.NaN : node.isBoolean() ? (node.booleanValue() ? 1 : 0) : node.doubleValue();
        }
        return at + 1;
    }

    private static ProblemException fault(String pointer, String detail) {
        return ProblemException.at(ProblemType.MALFORMED_BODY, pointer, pointer + ": " + detail);
    }
}
