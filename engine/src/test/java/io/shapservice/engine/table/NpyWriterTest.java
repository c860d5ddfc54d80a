package io.shapservice.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.table.NpyWriter.Element;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NpyWriterTest {
    @Test
    void theBytesAreThoseOfNumpySave() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        NpyWriter.write(out, Element.F4, new double[] {1, Double.NaN, -2.5}, 3);

        // numpy.save(f, numpy.array([1, nan, -2.5], "f4"))
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }" + " ".repeat(60) + "\n";
        byte[] bytes = out.toByteArray();
        assertThat(HexFormat.of().formatHex(bytes, 0, 10)).isEqualTo("934e554d505901007600");
        assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII)).isEqualTo(header);
        assertThat(HexFormat.of().formatHex(bytes, 128, bytes.length)).isEqualTo("0000803f0000c07f000020c0");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenInPiecesIsReadBack(Element element) throws Exception {
        int rows = 5000;
        double[] values = new double[rows * 3];
        Arrays.setAll(values, i -> i % 7 == 0 ? Double.NaN : i * 0.25);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter writer = new NpyWriter(out, element, rows, 3);

        for (int from = 0; from < values.length; from += 1000) {
            writer.write(values, from, 1000);
        }
        writer.finish();

        assertThat(NpyReader.read(new ByteArrayInputStream(out.toByteArray()), TableLimits.DEFAULT)
                        .values())
                .isEqualTo(values);
        assertThat(NpyWriter.size(element, rows, 3)).isEqualTo(out.size());
    }

    @Test
    void aShapeOfMoreAxesOrNoneIsWritten() throws Exception {
        for (int[] shape : new int[][] {{}, {2, 3, 4}, {0, 5}, {100_000, 28, 28, 10}}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            NpyWriter writer = new NpyWriter(out, Element.F8, shape);
            String text = Arrays.toString(shape).replace('[', '(').replace(']', ')');

            assertThat(out.toString(StandardCharsets.ISO_8859_1)).contains("'shape': " + text);
            assertThat(out.size() % 64).isZero();
            assertThat(writer).isNotNull();
        }
    }

    @Test
    void aWrongNumberOfValuesIsNeverWrittenInSilence() throws Exception {
        NpyWriter writer = new NpyWriter(new ByteArrayOutputStream(), Element.F8, 2, 2);

        writer.write(new double[3], 0, 3);

        assertThatThrownBy(writer::finish)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 values");
        assertThatThrownBy(() -> writer.write(new double[2], 0, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
