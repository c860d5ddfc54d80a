package io.shapservice.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.shapservice.engine.table.TableException.Kind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowBlocksTest {
    private static final TableLimits LIMITS = new TableLimits(1000, 10, 5000);
    private static final double NAN = Double.NaN;

    @Test
    void anNpyFileIsReadInBlocksInBothOrders() throws Exception {
        double[] rows = {1, 2, NAN, 4, 5, -0.0};
        RowBlocks blocks = NpyRows.open(npy("<f8", false, "(3, 2)", le(rows)), LIMITS);

        assertThat(blocks.next(2).orElseThrow().values()).containsExactly(1, 2, NAN, 4);
        assertThat(blocks.next(2).orElseThrow().values()).containsExactly(5, -0.0);
        assertThat(blocks.next(2)).isEmpty();
        double[] byColumn = {1, NAN, 5, 2, 4, -0.0};
        assertThat(NpyReader.read(npy("<f8", true, "(3, 2)", le(byColumn)), LIMITS)
                        .values())
                .containsExactly(rows);
    }

    @ParameterizedTest
    @CsvSource({
        "'|i1', ff, -1",
        "'|u1', ff, 255",
        "'|b1', 01, 1",
        "'>i2', fffe, -2",
        "'<u2', feff, 65534",
        "'<f2', 003c, 1",
        "'>f4', 3fc00000, 1.5",
        "'<i4', feffffff, -2",
        "'>u4', fffffffe, 4294967294",
        "'<i8', ffffffffffffffff, -1",
        "'>u8', 8000000000000000, 9.223372036854775808E18"
    })
    void everyNumberTypeIsWidened(String descr, String hex, double value) throws Exception {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);

        assertThat(NpyReader.read(npy(descr, false, "(1, 1)", bytes), LIMITS).values())
                .containsExactly(value);
    }

    @Test
    void anNpyFileThatIsNotOneIsRefusedBeforeAnythingIsAllocated() {
        byte[] two = le(1, 2);
        refused(Kind.MALFORMED, "empty", () -> NpyReader.read(stream(new byte[0]), LIMITS));
        refused(Kind.MALFORMED, "begin like one", () -> NpyReader.read(stream("hello, world"), LIMITS));
        refused(Kind.MALFORMED, "breaks off", () -> NpyReader.read(npy("<f8", false, "(2, 2)", two), LIMITS));
        refused(Kind.MALFORMED, "goes on", () -> NpyReader.read(npy("<f8", false, "(1, 1)", two), LIMITS));
        refused(Kind.UNSUPPORTED, "run code", () -> NpyReader.read(npy("|O", false, "(1, 1)", two), LIMITS));
        refused(Kind.COLUMNS, "reshape", () -> NpyReader.read(npy("<f8", false, "(2,)", two), LIMITS));
        refused(Kind.TOO_LARGE, "1000", () -> NpyReader.read(npy("<f8", false, "(999999999999, 2)", two), LIMITS));
        refused(Kind.TOO_LARGE, "columns", () -> NpyReader.read(npy("<f8", false, "(1, 88888888888)", two), LIMITS));
        refused(Kind.VALUE, "no rows", () -> NpyReader.read(npy("<f8", false, "(0, 2)", new byte[0]), LIMITS));
    }

    @Test
    void aCsvFileNamesItsColumns() throws Exception {
        CsvRows rows =
                CsvRows.open(stream("\uFEFF\"a\",b , c\r\n1,2e3,NA\r\n\r\n\"-1.5\",true, 7\n,nan,-inf\n"), LIMITS);

        Table first = rows.next(2).orElseThrow();
        assertThat(first.columnNames()).containsExactly("a", "b", "c");
        assertThat(first.values()).containsExactly(1, 2000, NAN, -1.5, 1, 7);
        assertThat(rows.next(2).orElseThrow().values()).containsExactly(NAN, NAN, Double.NEGATIVE_INFINITY);
        assertThat(rows.next(2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'a,b\n1,2,3\n', MALFORMED, Line 2 has 3 fields",
        "'a,b\n1,\"2,5\"\n', VALUE, decimals with a point",
        "'a,b\n1,0x1F\n', VALUE, 'Line 2, column b'",
        "'a,b\n1,2f\n', VALUE, is not a number",
        "'a,a\n1,2\n', COLUMNS, twice",
        "'1,2\n3,4\n', COLUMNS, column names",
        "'a;b\n1;2\n', MALFORMED, commas",
        "'', MALFORMED, empty",
        "'a,b\n', VALUE, no rows"
    })
    void aCsvFileThatCannotBeMeantIsRefusedWithItsPlace(String csv, Kind kind, String says) {
        refused(kind, says, () -> CsvReader.read(stream(csv), LIMITS));
    }

    @Test
    void jsonRowsAreArraysOrObjects() throws Exception {
        Table arrays = JsonRowsReader.read(stream("{\"instances\": [[1, null], [NaN, true]]}"), LIMITS);
        assertThat(arrays.values()).containsExactly(1, NAN, NAN, 1);
        JsonRows rows = JsonRows.open(stream("{\"inputs\": [{\"a\": 1, \"b\": 2}, {\"b\": 3, \"a\": null}]}"), LIMITS);
        Table one = rows.next(1).orElseThrow();
        assertThat(one.columnNames()).isEqualTo(List.of("a", "b"));
        assertThat(rows.next(9).map(Table::values).map(Arrays::toString)).isEqualTo(Optional.of("[NaN, 3.0]"));
        assertThat(rows.next(9)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'[[1]]', MALFORMED, instances",
        "'{\"rows\": [[1]]}', MALFORMED, no key 'rows'",
        "'{\"instances\": [[1], [1, 2]]}', MALFORMED, /instances/1 has 2 values",
        "'{\"instances\": [[1], \"x\"]}', MALFORMED, not like the first",
        "'{\"instances\": [[\"x\"]]}', VALUE, /instances/0/0",
        "'{\"instances\": [[[1]]]}', MALFORMED, not a number",
        "'{\"instances\": [{\"a\": 1}, {\"b\": 1}]}', COLUMNS, 'key ''b'''",
        "'{\"instances\": [{\"a\": 1, \"b\": 2}, {\"b\": 1}]}', COLUMNS, lacks [a]",
        "'{\"instances\": [[1]], \"x\": 1}', MALFORMED, no key 'x'",
        "'{\"instances\": [[1]]} 7', MALFORMED, follows",
        "'{\"instances\": [[1],', MALFORMED, breaks off",
        "'{\"instances\": [[]]}', COLUMNS, no values",
        "'{\"instances\": []}', VALUE, no rows",
        "'', MALFORMED, instances"
    })
    void jsonThatIsNotRowsIsRefusedWithItsPlace(String json, Kind kind, String says) {
        refused(kind, says, () -> JsonRowsReader.read(stream(json), LIMITS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,",
                "{\"instances\"",
                "{\"instances\": [[1",
                "{\"instances\": [{\"a\"",
                "{\"instances\": [[1]]"
            })
    void truncatedJsonIsMalformed(String json) {
        refused(Kind.MALFORMED, "JSON", () -> JsonRowsReader.read(stream(json), LIMITS));
    }

    private static void refused(Kind kind, String says, ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining(says)
                .asInstanceOf(type(TableException.class))
                .extracting(TableException::kind)
                .isEqualTo(kind);
    }

    private static InputStream npy(String descr, boolean fortran, String shape, byte[] data) {
        String header = "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': "
                + shape + ", }\n";
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        return stream(ByteBuffer.allocate(10 + text.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) text.length)
                .put(text)
                .put(data)
                .array());
    }

    private static byte[] le(double... values) {
        ByteBuffer out = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : values) {
            out.putDouble(v);
        }
        return out.array();
    }

    private static InputStream stream(String text) {
        return stream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
