package io.shapservice.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatDetectionTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    {"learner": {}}                                          | XGBOOST_JSON
                    {"version": [1, 7, 6], "learner": {                      | XGBOOST_JSON
                    `  {  "learner"  : 1`                                    | XGBOOST_JSON
                    {"features_info": {}, "oblivious_trees": []}             | CATBOOST
                    {"ctr_data": {"x": [1, 2]},                              | CATBOOST
                    {"trees": [[1], {"learner": 1}], "scale_and_bias": []}   | CATBOOST
                    {"format": "sklearn-trees"                               | SKLEARN
                    {"aggregation": "sum", "format": "sklearn-trees"         | SKLEARN
                    {L                                                       | XGBOOST_UBJ
                    {i                                                       | XGBOOST_UBJ
                    """)
    void theContentTellsTheFormat(String content, ModelFormat format) throws Exception {
        assertThat(of(content)).isEqualTo(format);
    }

    @Test
    void aByteOrderMarkAndLineEndsDoNotMatter() throws Exception {
        assertThat(of("\uFEFF{\"learner\": 1")).isEqualTo(ModelFormat.XGBOOST_JSON);
        assertThat(of("tree\nversion=v4\n")).isEqualTo(ModelFormat.LIGHTGBM);
        assertThat(of("tree\r\nversion=v4\r\n")).isEqualTo(ModelFormat.LIGHTGBM);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    CBM1abc                    | format="json"
                    binf                       | save_model
                    [{"nodeid": 0}]            | a dump
                    PKxx                       | compressed
                    <PMML version="4.4">       | PMML
                    {"name": "tree"}           | not a model format that is read here
                    hello                      | not a model format that is read here
                    """)
    void whatPeopleHaveInsteadIsToldWithWhatToDo(String content, String says) {
        assertThatThrownBy(() -> of(content)).isInstanceOf(ModelException.class).hasMessageContaining(says);
    }

    private static ModelFormat of(String content) throws Exception {
        return FormatDetection.of(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }
}
