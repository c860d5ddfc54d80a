package io.shapservice.engine.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CategorySplitsTest {
    private static final CategorySplits.Split XGBOOST = CategorySplits.Split.membersRight(members());
    private static final CategorySplits.Split LIGHTGBM = CategorySplits.Split.membersLeft(members());

    private static BitSet members() {
        BitSet members = new BitSet();
        members.set(0);
        members.set(3);
        return members;
    }

    private static final CategorySplits.Split SCIKIT_LEARN =
            new CategorySplits.Split(members(), 4, false, CategoryCode.EXACT);

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
        "-Infinity, false"
    })
    void onlyACodeThatIsListedIsAMember(double x, boolean member) {
        assertThat(XGBOOST.goesLeft(x)).isEqualTo(!member);
        assertThat(LIGHTGBM.goesLeft(x)).isEqualTo(member);
    }

    @Test
    void aNegativeFractionIsCategory0ForLightgbmAndNoneForXgboost() {
        assertThat(LIGHTGBM.goesLeft(-0.5)).isTrue();
        assertThat(XGBOOST.goesLeft(-0.5)).isTrue();
        assertThat(CategoryCode.NOT_NEGATIVE.of(-0.5)).isEqualTo(CategoryCode.NONE);
    }

    @Test
    void aFractionIsNoCategoryForScikitLearn() {
        assertThat(SCIKIT_LEARN.goesLeft(3)).isTrue();
        assertThat(SCIKIT_LEARN.goesLeft(3.5)).isFalse();
        assertThat(SCIKIT_LEARN.goesLeft(-0.0)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(CategoryCode.class)
    void whatIsNotANumberOrTooLargeIsNoCategory(CategoryCode code) {
        assertThat(code.of(Double.NaN)).isEqualTo(CategoryCode.NONE);
        assertThat(code.of(1e300)).isEqualTo(CategoryCode.NONE);
        assertThat(code.of(Double.NEGATIVE_INFINITY)).isEqualTo(CategoryCode.NONE);
        assertThat(code.of(7)).isEqualTo(7);
    }
}
