package io.shapservice.crds.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {
    @ParameterizedTest
    @CsvSource({
        "512Mi,536870912",
        "1.5Gi,1610612736",
        "500M,500000000",
        "1k,1000",
        "1Ki,1024",
        "7,7",
        "0.1Ki,103",
        "2Ti,2199023255552"
    })
    void aQuantityIsReadInBytesRoundedUp(String text, long bytes) {
        assertThat(MemorySize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mi", "512MB", "-1Mi", "1e3", "512 Mi", "1,5Gi", "99999999999Ti"})
    void anythingElseIsRefusedWithItsText(String text) {
        assertThatThrownBy(() -> MemorySize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
