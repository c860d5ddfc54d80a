package io.shapservice.engine.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategorySplitsTest {
    private static final CategorySplits.Split XGBOOST = CategorySplits.Split.membersRight(members());
    private static final CategorySplits.Split LIGHTGBM = CategorySplits.Split.membersLeft(members());

    private static BitSet members() {
        BitSet members = new BitSet();
        members.set(0);
        members.set(3);
        return members;
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "3, true",
        "3.99, true",
        "0.5, true",
        "-0.0, true",
        "1, false",
        "2, false",
        "4, false",
        "1e9, false",
        "16777216, false",
        "Infinity, false",
        "-1, false",
        "-0.5, false",
        "-Infinity, false"
    })
    void onlyACodeThatIsListedIsAMember(double x, boolean member) {
        assertThat(XGBOOST.goesLeft(x)).isEqualTo(!member);
        assertThat(LIGHTGBM.goesLeft(x)).isEqualTo(member);
    }
}
