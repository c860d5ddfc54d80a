package io.shapservice.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.golden.GoldenCase;
import io.shapservice.engine.model.Models;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final double[] VALUES = {1, 2, 3, 4};

    @Test
    void aTableWithNamesIsBroughtIntoTheModelsOrder() throws Exception {
        Table aligned = Columns.align(new Table(VALUES, 2, 2, List.of("b", "a")), model("\"a\", \"b\""));

        assertThat(aligned.values()).containsExactly(2, 1, 4, 3);
        assertThat(aligned.columnNames()).containsExactly("a", "b");
    }

    @Test
    void withoutNamesOnEitherSideColumnsGoByPosition() throws Exception {
        Table named = new Table(VALUES, 2, 2, List.of("x", "y"));
        Table unnamed = new Table(VALUES, 2, 2, List.of());

        assertThat(Columns.align(named, model(""))).isSameAs(named);
        assertThat(Columns.align(unnamed, model("\"a\", \"b\""))).isSameAs(unnamed);
        assertThatThrownBy(() -> Columns.align(new Table(VALUES, 1, 4, List.of()), model("")))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("4 columns")
                .hasMessageContaining("2 features");
    }

    @Test
    void whatIsMissingExtraAndDoubledIsListed() {
        assertThatThrownBy(
                        () -> Columns.align(new Table(VALUES, 1, 4, List.of("b", "", "b", "c")), model("\"a\", \"b\"")))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("missing 'a'")
                .hasMessageContaining("extra '', 'c'")
                .hasMessageContaining("doubled 'b'")
                .hasMessageContaining("index=False");
    }

    private static TreeEnsemble model(String names) throws Exception {
        String json = Files.readString(GoldenCase.named("xgb_dup_feature").modelFile());
        String named = json.replace("\"feature_names\":[]", "\"feature_names\":[" + names + "]");
        return Models.read(named.getBytes(StandardCharsets.UTF_8));
    }
}
