package io.shapservice.apiserver.openinference;

import io.shapservice.apiserver.config.Limits;
import io.shapservice.apiserver.openinference.InferRequest.InputTensor;
import io.shapservice.apiserver.problem.ProblemException;
import io.shapservice.engine.table.Table;
import io.shapservice.protocol.problem.ProblemType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tensors of a request as a table: one {@code [n, F]}, or one {@code [n]} or {@code [n, 1]} for each feature. */
final class Tensors {
    private final List<InputTensor> tensors;
    private final ByteBuffer tail;
    private final Limits limits;

    private Tensors(List<InputTensor> tensors, ByteBuffer tail, Limits limits) {
        this.tensors = tensors;
        this.tail = tail;
        this.limits = limits;
    }

    static Table table(InferBody body, Limits limits) {
        Table table = new Tensors(body.request().tensors(), body.tail(), limits).table();
        if (body.tail().hasRemaining()) {
            throw fault(
                    "/inputs",
                    body.tail().remaining() + " bytes are left behind the tensors that say binary_data_size.");
        }
        return table;
    }

    private Table table() {
        long[] shape = shape(0);
        if (shape.length == 2 && (tensors.size() == 1 || shape[1] != 1)) {
            if (tensors.size() > 1) {
                throw fault(
                        "/inputs",
                        "Send one tensor of shape [rows, features], or one of shape [rows] for each feature.");
            }
            check(shape[0], shape[1]);
            return new Table(values(shape[0] * shape[1], 0), (int) shape[0], (int) shape[1], List.of());
        }
        return byFeature(shape[0]);
    }

    private Table byFeature(long rows) {
        int columns = tensors.size();
        check(rows, columns);
        double[] values = new double[(int) rows * columns];
        List<String> names = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            long[] shape = shape(c);
            if (shape[0] != rows || (shape.length == 2 && shape[1] != 1)) {
                throw fault(
                        "/inputs/" + c + "/shape",
                        "Each feature's tensor must have shape [" + rows + "] like the first.");
            }
            double[] column = values(rows, c);
            for (int r = 0; r < column.length; r++) {
                values[r * columns + c] = column[r];
            }
            String name = tensors.get(c).name();
            names.add(name == null ? "" : name);
        }
        return new Table(values, (int) rows, columns, names);
    }

    private long[] shape(int index) {
        long[] shape = tensors.get(index).shape();
        if (shape == null
                || shape.length < 1
                || shape.length > 2
                || Arrays.stream(shape).anyMatch(n -> n < 1)) {
            throw fault(
                    "/inputs/" + index + "/shape", "The shape must be [rows, features] or [rows], each at least 1.");
        }
        return shape;
    }

    private Datatype type(int index) {
        return Datatype.named(String.valueOf(tensors.get(index).datatype()))
                .orElseThrow(() -> fault(
                        "/inputs/" + index + "/datatype",
                        "The datatype must be one of " + Arrays.toString(Datatype.values()) + "."));
    }

    private void check(long rows, long columns) {
        if (columns > limits.features() || rows > limits.syncValues() / columns) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "The tensors declare " + rows + " rows of " + columns + " features; " + limits.syncValues()
                            + " values are allowed. Submit large tables as a job: POST /v1/models/{model}/jobs.");
        }
    }

    private double[] values(long expected, int index) {
        InputTensor tensor = tensors.get(index);
        Datatype type = type(index);
        if (tensor.binaryBytes().isPresent()) {
            return binary(expected, type, tensor.binaryBytes().getAsLong(), index);
        }
        TensorData data = tensor.data();
        int count = data == null ? 0 : data.count();
        if (data == null || count != expected) {
            throw fault(
                    "/inputs/" + index + "/data",
                    "The shape asks for " + expected + " values; data has " + count + ".");
        }
        return Arrays.copyOf(data.values(), count);
    }

    private double[] binary(long expected, Datatype type, long declared, int index) {
        long bytes = expected * type.bytes();
        if (declared != bytes || tail.remaining() < bytes) {
            throw fault(
                    "/inputs/" + index + "/parameters/binary_data_size",
                    expected + " values of type " + type + " are " + bytes + " bytes; declared are " + declared
                            + ", and " + tail.remaining() + " are left behind the JSON.");
        }
        ByteBuffer data = tail.slice(tail.position(), (int) bytes).order(tail.order());
        tail.position(tail.position() + (int) bytes);
        double[] values = new double[(int) expected];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.at(data, i);
        }
        return values;
    }

    private static ProblemException fault(String pointer, String detail) {
        return ProblemException.at(ProblemType.MALFORMED_BODY, pointer, pointer + ": " + detail);
    }
}
