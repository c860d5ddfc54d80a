package io.shapservice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NpyArrayTest {
    @Test
    void valuesAndShapeAreReadInBothWidths() {
        var floats = npy(
                "<f4",
                "(2, 1)",
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(1.5f)
                        .putFloat(-2));
        var doubles = npy(
                "<f8",
                "(1,)",
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(Math.PI));
        assertThat(NpyArray.parse(floats).shape()).containsExactly(2, 1);
        assertThat(NpyArray.parse(floats).values()).containsExactly(1.5, -2);
        assertThat(NpyArray.parse(doubles).shape()).containsExactly(1);
        assertThat(NpyArray.parse(doubles).values()).containsExactly(Math.PI);
        assertThat(NpyArray.parse(npy("<f8", "()", ByteBuffer.allocate(8))).shape())
                .isEmpty();
    }

    @Test
    void anythingElseIsRefusedWithWhatDiffers() {
        assertThatThrownBy(() -> NpyArray.parse("{\"values\": []}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("not an npy file");
        assertThatThrownBy(() -> NpyArray.parse(npy("<i8", "(1,)", ByteBuffer.allocate(8))))
                .hasMessageContaining("<i8");
        assertThatThrownBy(() -> NpyArray.parse(npy("<f4", "(3,)", ByteBuffer.allocate(8))))
                .hasMessage("8 bytes of values, a shape of [3] has 12");
    }

    private static byte[] npy(String type, String shape, ByteBuffer values) {
        var header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
        var padded = header + " \n";
        var bytes = padded.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(10 + bytes.length + values.capacity())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) bytes.length)
                .put(bytes)
                .put(values.clear())
                .array();
    }
}
