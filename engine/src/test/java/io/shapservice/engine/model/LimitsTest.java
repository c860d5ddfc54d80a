package io.shapservice.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.ensemble.EnsembleLimits;
import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.golden.GoldenCase;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the format, a model one above any limit is refused, and one at all of them is read. */
class LimitsTest {
    private static final EnsembleLimits MOST = EnsembleLimits.DEFAULT;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xgb_softprob4",
                "xgb_ubj_softprob",
                "xgb_vector_leaf",
                "lgb_multiclass3",
                "skl_rf_clf3_nan",
                "cat_multiclass",
                "onnx_rf_clf3"
            })
    void everyReaderKeepsEveryLimit(String name) throws Exception {
        byte[] file = Files.readAllBytes(GoldenCase.named(name).modelFile());
        TreeEnsemble model = Models.read(file);
        int trees = model.trees();
        long leaves = model.leaves();
        int depth = model.maxDepth();
        int features = model.features();
        int outputs = model.outputs();

        EnsembleLimits exact = new EnsembleLimits(trees, leaves, depth, features, outputs, 0);
        assertThat(Models.read(file, new ModelLimits(file.length, exact)).leaves())
                .isEqualTo(leaves);
        refused(file, new EnsembleLimits(trees - 1, leaves, depth, features, outputs, 0), "trees");
        refused(file, new EnsembleLimits(trees, leaves - 1, depth, features, outputs, 0), "leaves");
        refused(file, new EnsembleLimits(trees, leaves, depth - 1, features, outputs, 0), "splits on a path");
        refused(file, new EnsembleLimits(trees, leaves, depth, features - 1, outputs, 0), "feature");
        refused(file, new EnsembleLimits(trees, leaves, depth, features, outputs - 1, 0), "outputs");
        assertThatThrownBy(() -> Models.read(file, new ModelLimits(file.length - 1, exact)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the file has " + file.length + " bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xgb_cat_partition", "lgb_categorical", "skl_hgb_clf_cat", "names_xgb_json", "names_lgb"})
    void splitsOnCategoriesAndTheirNamesHaveALimitToo(String name) throws Exception {
        byte[] file = Files.readAllBytes(GoldenCase.named(name).modelFile());

        refused(file, categories(5), "categories");
        assertThat(Models.read(file, new ModelLimits(file.length, categories(1 << 20))))
                .isNotNull();
    }

    @Test
    void aSmallHeapLowersWhatGrowsWithTheFile() {
        EnsembleLimits small = MOST.within(256 << 20);

        assertThat(small.leaves()).isEqualTo((256 << 20) / 3 / 160);
        assertThat(small.categories()).isEqualTo((256 << 20) / 3 * 2);
        assertThat(small.trees()).isEqualTo(MOST.trees());
        assertThat(MOST.within(1L << 40)).isEqualTo(MOST);
    }

    private static EnsembleLimits categories(long most) {
        return new EnsembleLimits(MOST.trees(), MOST.leaves(), MOST.depth(), MOST.features(), MOST.outputs(), most);
    }

    private static void refused(byte[] file, EnsembleLimits limits, String says) {
        assertThatThrownBy(() -> Models.read(file, new ModelLimits(file.length, limits)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(says);
    }
}
