package io.shapservice.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1} | {a: 1, defaulted: x}",
                "{ports: [{name: http, port: 80}]} | {ports: [{name: http, port: 80, protocol: TCP}]}",
                "{env: [{name: B}, {name: A}]} | {env: [{name: A}, {name: X}, {name: B}]}",
                "{empty: {}, none: [], nil: null} | {}",
                "{args: [a, b]} | {args: [a, b]}",
                "{n: 1} | {n: 1.0}"
            })
    void whatOthersAddIsNoDrift(String asked, String live) throws IOException {
        assertThat(Drift.covers(json(live), json(asked))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1} | {a: 2}",
                "{a: 1} | {}",
                "{ports: [{name: http, port: 80}]} | {ports: [{name: http, port: 81}]}",
                "{env: [{name: A}]} | {env: []}",
                "{args: [a, b]} | {args: [b, a]}",
                "{args: [a]} | {args: [a, b]}",
                "{a: {b: {c: 1}}} | {a: {b: x}}"
            })
    void whatSomebodyChangedOrTookAwayIsDrift(String asked, String live) throws IOException {
        assertThat(Drift.covers(json(live), json(asked))).isFalse();
    }

    private static JsonNode json(String yaml) throws IOException {
        return new YAMLMapper().readTree(yaml);
    }
}
