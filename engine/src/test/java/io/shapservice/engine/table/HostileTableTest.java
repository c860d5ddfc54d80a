package io.shapservice.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are: a table, or one TableException, in memory that the bytes themselves justify. */
class HostileTableTest {
    private static final TableLimits LIMITS = new TableLimits(10_000, 100, 100_000);

    enum Format {
        NPY {
            @Override
            byte[] valid() throws IOException {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                NpyWriter.write(out, NpyWriter.Element.F8, new double[] {1, 2, Double.NaN, 4, 5, 6}, 3, 2);
                return out.toByteArray();
            }

            @Override
            Table read(InputStream in) throws IOException, TableException {
                return NpyReader.read(in, LIMITS);
            }
        },
        CSV {
            @Override
            byte[] valid() {
                return "a,\"b \"\"c\",d\r\n1,2e5,NA\r\n\"-1.5\",true,7\n,nan,-inf\n".getBytes(StandardCharsets.UTF_8);
            }

            @Override
            Table read(InputStream in) throws IOException, TableException {
                return CsvReader.read(in, LIMITS);
            }
        },
        JSON {
            @Override
            byte[] valid() {
                return "{\"instances\": [{\"a\": 1, \"b\": null}, {\"b\": -2e-3, \"a\": NaN}]}"
                        .getBytes(StandardCharsets.UTF_8);
            }

            @Override
            Table read(InputStream in) throws IOException, TableException {
                return JsonRowsReader.read(in, LIMITS);
            }
        };

        abstract byte[] valid() throws IOException;

        abstract Table read(InputStream in) throws IOException, TableException;
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatAreChangedGiveATableOrARefusalAndNothingElse(Format format) throws IOException {
        byte[] valid = format.valid();
        RandomGenerator random = new Random(11);
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int n = 0; n < 20_000; n++) {
                readable(format, mutated(valid, random));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void noiseIsNeverATable(Format format) {
        RandomGenerator random = new Random(12);
        for (int n = 0; n < 5_000; n++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThatThrownBy(() -> format.read(new ByteArrayInputStream(noise)))
                    .isInstanceOf(TableException.class);
        }
    }

    private static void readable(Format format, byte[] bytes) throws IOException {
        try {
            Table table = format.read(new ByteArrayInputStream(bytes));
            assertThat(table.rows()).isPositive();
        } catch (TableException e) {
            assertThat(e).message().isNotBlank();
        }
    }

    private static byte[] mutated(byte[] valid, RandomGenerator random) {
        byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(valid, random.nextInt(valid.length)) : valid.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : valid[random.nextInt(valid.length)];
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"False", "True"})
    void anNpyHeaderThatClaimsGigabytesTakesNoMemory(String fortran) {
        String header = "{'descr': '<f8', 'fortran_order': " + fortran + ", 'shape': (16384, 16384), }\n";
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
        file.writeBytes(text);
        file.writeBytes(new byte[1000]);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> NpyReader.read(new ByteArrayInputStream(file.toByteArray()), TableLimits.DEFAULT))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("breaks off");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
    }

    @Test
    void aNumberOfAThousandDigitsIsRefusedInJson() {
        String json = "{\"instances\": [[" + "9".repeat(5000) + "]]}";

        assertThatThrownBy(() -> Format.JSON.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(TableException.class);
    }

    @Test
    void bytesThatLookLikeUtf32AndAreNoneAreRefusedInJson() {
        byte[] first = {0, 0, 0, '{', 0x7f, 1, 2, 3};
        byte[] later = ("{\"inputs\":[[" + " ".repeat(20_000) + "1").getBytes(Charset.forName("UTF-32BE"));
        later[later.length - 4] = 0x7f;

        for (byte[] bytes : new byte[][] {first, later}) {
            assertThatThrownBy(() -> Format.JSON.read(new ByteArrayInputStream(bytes)))
                    .isInstanceOf(TableException.class)
                    .hasMessageContaining("UTF-8");
        }
    }

    @Test
    void aCsvFieldThatNeverEndsIsRefused() {
        String csv = "a\n\"" + "1".repeat(200_000);

        assertThatThrownBy(() -> Format.CSV.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(TableException.class);
    }

    @Test
    void aCsvFileWithoutHeaderHasColumnsWithoutNames() throws Exception {
        InputStream in = new ByteArrayInputStream("1,2\n3,NA\n".getBytes(StandardCharsets.UTF_8));

        Table table = CsvRows.openWithoutHeader(in, LIMITS).readAll(LIMITS);

        assertThat(table.columnNames()).isEmpty();
        assertThat(table.values()).containsExactly(1, 2, 3, Double.NaN);
    }
}
