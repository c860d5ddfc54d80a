package io.shapservice.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.background.Background;
import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.explain.ExplainOptions;
import io.shapservice.engine.explain.Explainers;
import io.shapservice.engine.explain.Progress;
import io.shapservice.engine.golden.GoldenCase;
import io.shapservice.engine.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are: a valid model, or one ModelException. */
class HostileModelTest {
    private static final ModelLimits SMALL = new ModelLimits(4 << 20, EnsembleLimits.DEFAULT.within(256 << 20));
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xgb_single_leaf",
                "xgb_vector_leaf",
                "xgb_cat_ubj",
                "xgb_v32_dart",
                "xgb_v21_softprob_ubj",
                "skl_hgb_clf_cat",
                "skl_tree_clf",
                "cat_clf_nan",
                "cat_multiclass"
            })
    void aFileThatIsCutOffAnywhereIsRefused(String name) throws IOException {
        byte[] whole = bytes(name);
        int step = Math.max(1, whole.length / 500);

        for (int length = 0; length < whole.length; length += step) {
            byte[] prefix = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Models.read(prefix, SMALL))
                    .as("the first %d of %d bytes", length, whole.length)
                    .isInstanceOf(ModelException.class)
                    .message()
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xgb_single_leaf",
                "xgb_cat_partition",
                "xgb_vector_leaf",
                "xgb_cat_ubj",
                "xgb_v21_softprob_ubj",
                "lgb_categorical",
                "lgb_multiclass3",
                "lgb_single_leaf",
                "skl_hgb_clf_cat",
                "skl_rf_clf3_nan",
                "cat_clf_nan",
                "cat_multiclass"
            })
    void bytesThatAreChangedGiveAModelOrARefusalAndNothingElse(String name) throws IOException {
        byte[] whole = bytes(name);
        RandomGenerator random = new Random(7);
        Assertions.assertTimeoutPreemptively(DEADLINE, () -> {
            for (int n = 0; n < 1200; n++) {
                readable(mutated(whole, random));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lgb_categorical", "lgb_multiclass3"})
    void aLightgbmFileThatIsCutOffBeforeItsTreesEndIsRefused(String name) throws IOException {
        byte[] whole = bytes(name);
        int end = new String(whole, StandardCharsets.ISO_8859_1).indexOf("end of trees");

        for (int length = 0; length < end; length += 37) {
            byte[] prefix = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Models.read(prefix, SMALL))
                    .as("the first %d of %d bytes", length, whole.length)
                    .isInstanceOf(ModelException.class)
                    .message()
                    .isNotBlank();
        }
    }

    private static void readable(byte[] bytes) throws Exception {
        try {
            var ensemble = Models.read(bytes, SMALL);
            if (ensemble.features() < 1000) {
                double[] row = new double[ensemble.features()];
                Table rows = new Table(row, 1, row.length, List.of());
                Explainers.create(ensemble, ExplainOptions.DEFAULT, Background.of(rows))
                        .explain(rows, Progress.NONE);
            }
        } catch (ModelException e) {
            assertThat(e).message().isNotBlank();
        }
    }

    private static byte[] mutated(byte[] whole, RandomGenerator random) {
        byte[] bytes = whole.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            // Structure is denser near the front than uniform positions would find.
            case 2 -> bytes[random.nextInt(Math.min(bytes.length, 600))] = (byte) random.nextInt(256);
            default -> {
                int from = random.nextInt(bytes.length);
                int count = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
                System.arraycopy(whole, from, bytes, at, count);
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                          | not a model format
                    tree                                        | not a model format
                    '{'                                         | not a model format
                    '{}'                                        | learner
                    '[1, 2]'                                    | not a model format
                    '{"learner": 7}'                            | learner: expected an object
                    '{"learner": {"gradient_booster": []}}'     | learner.gradient_booster: expected an object
                    '{"learner": {}}'                           | no trees
                    '{"learner": {}} x'                         | the top
                    '{"learner": {}} {}'                        | something follows
                    """)
    void whatIsNotAModelIsNamed(String content, String says) {
        assertThatThrownBy(() -> Models.read(content.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(says);
    }

    @Test
    void aPickleIsNeverLoaded() {
        assertThatThrownBy(() -> Models.read(new byte[] {(byte) 0x80, 4, (byte) 0x95}))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("pickle")
                .hasMessageContaining("save_model");
    }

    @Test
    void aDocumentThatIsNestedTooDeepIsRefused() {
        String deep = "{\"learner\": " + "[".repeat(100_000);

        assertThatThrownBy(() -> Models.read(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ModelException.class);
    }

    @Test
    void aUbjDocumentThatIsNestedTooDeepIsRefused() {
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) '[');
        System.arraycopy(new byte[] {'{', 'i', 1, 'x'}, 0, deep, 0, 4);

        assertThatThrownBy(() -> Models.read(deep))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[$d#L", "[$U#L", "[#L", "SL", "{#L"})
    void aUbjLengthThatTheFileDoesNotHaveTakesNoMemory(String head) {
        byte[] start = ("{i\u0001x" + head).getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = Arrays.copyOf(start, start.length + 8);
        bytes[start.length + 4] = 0x7f;

        assertThatThrownBy(() -> Models.read(bytes)).isInstanceOf(ModelException.class);
    }

    @Test
    void aUbjArrayOfValuesWithoutBytesIsRefusedHoweverManyItClaims() {
        byte[] bytes = "{i\u0001x[$T#l\u007f\u007f\u007f\u007f}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Models.read(bytes))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("without bytes");
    }

    @Test
    void aFileThatIsNotThereIsAModelExceptionToo(@TempDir Path folder) {
        assertThatThrownBy(() -> Models.read(folder.resolve("none.json")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("none.json");
        assertThatThrownBy(() -> Models.read(folder)).isInstanceOf(ModelException.class);
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(GoldenCase.named(name).modelFile());
    }
}
