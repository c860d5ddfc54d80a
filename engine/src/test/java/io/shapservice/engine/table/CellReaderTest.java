package io.shapservice.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.engine.ensemble.CategoryNames;
import io.shapservice.engine.ensemble.FeatureCategories;
import io.shapservice.engine.ensemble.FeatureCategories.Unseen;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellReaderTest {
    private static final double NAN = Double.NaN;
    private static final Map<String, Integer> CITIES = Map.of("oslo", 0, " rome", 1, "NA", 2);

    @Test
    void aNameIsItsCodeAndANumberIsACodeAlready() throws Exception {
        assertThat(csv(words(Unseen.REFUSED), "1,oslo", "2, rome", "3,NA", "4,1", "5,2.5", "6,", "7,null"))
                .containsExactly(1, 0, 2, 1, 3, 2, 4, 1, 5, 2.5, 6, NAN, 7, NAN);
        assertThat(json(words(Unseen.REFUSED), "[1, \"oslo\"], [2, \" rome\"], [3, 1], [4, null], [5, NaN]"))
                .containsExactly(1, 0, 2, 1, 3, 1, 4, NAN, 5, NAN);
    }

    @Test
    void spacesAroundANameAreNotPartOfItUnlessTheModelHasThem() throws Exception {
        assertThat(csv(words(Unseen.REFUSED), "1, oslo ", "2, rome")).containsExactly(1, 0, 2, 1);
    }

    @Test
    void aCategoryThatTheModelDoesNotKnowIsRefusedOrMissingAsInItsLibrary() throws Exception {
        assertThatThrownBy(() -> csv(words(Unseen.REFUSED), "1,oslo", "2,paris"))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "Line 3, column city: 'paris' is not one of the 3 categories that the model was trained with"
                                + " (' rome', 'NA', 'oslo'). Leave it out for a missing value.");
        assertThatThrownBy(() -> json(words(Unseen.REFUSED), "[1, \"oslo\"], [2, \"paris\"]"))
                .hasMessageStartingWith("/instances/1/1: 'paris' is not one of the 3 categories");
        assertThat(csv(words(Unseen.MISSING), "1,paris")).containsExactly(1, NAN);
        assertThat(json(words(Unseen.MISSING), "[1, \"paris\"]")).containsExactly(1, NAN);
    }

    @Test
    void whereCategoriesAreNumbersANumberIsACategory() throws Exception {
        FeatureCategories sizes = new FeatureCategories(Map.of(), Map.of(5.0, 0, 10.0, 1, 0.0, 2), Unseen.REFUSED);

        assertThat(csv(sizes, "1,5", "2,10.0", "3,1e1", "4,-0", "5,false"))
                .containsExactly(1, 0, 2, 1, 3, 1, 4, 2, 5, 2);
        assertThat(json(sizes, "[1, 5], [2, \"10\"], [3, false]")).containsExactly(1, 0, 2, 1, 3, 2);
        assertThatThrownBy(() -> csv(sizes, "1,1"))
                .hasMessageContaining("'1' is not one of the 3 categories")
                .hasMessageContaining("('0', '5', '10')")
                .hasMessageContaining("codes of categories can be sent as npy");
    }

    @Test
    void whereNamesReadAsNumbersANumberIsNoCode() throws Exception {
        FeatureCategories zips = new FeatureCategories(Map.of("007", 0, "1", 1), Map.of(), Unseen.MISSING);

        assertThat(csv(zips, "1,007", "2,1", "3,7", "4,0")).containsExactly(1, 0, 2, 1, 3, NAN, 4, NAN);
    }

    @Test
    void aNameInAColumnWithoutCategoriesIsToldWithTheModelsAdvice() {
        CategoryNames none = new CategoryNames(List.of("a", "city"), Map.of(), "Send the codes.");

        assertThatThrownBy(() -> CsvRows.open(stream("a,city\n1,oslo\n"), TableLimits.DEFAULT, none)
                        .next(9))
                .hasMessage("Line 2, column city: 'oslo' is not a number. Send the codes.");
        assertThatThrownBy(
                        () -> JsonRows.open(stream("{\"instances\": [{\"a\": \"oslo\"}]}"), TableLimits.DEFAULT, none)
                                .next(9))
                .hasMessage("/instances/0/a: 'oslo' is not a number. Send the codes.");
    }

    @Test
    void columnsAreFoundByNameOrElseByPosition() throws Exception {
        CategoryNames names = names(words(Unseen.REFUSED));

        assertThat(CsvRows.open(stream("city,a\noslo,1\n"), TableLimits.DEFAULT, names)
                        .readAll(TableLimits.DEFAULT)
                        .values())
                .containsExactly(0, 1);
        assertThat(CsvRows.openWithoutHeader(stream("1,oslo\n"), TableLimits.DEFAULT, names)
                        .readAll(TableLimits.DEFAULT)
                        .values())
                .containsExactly(1, 0);
        assertThat(JsonRows.open(
                                stream(
                                        "{\"instances\": [{\"city\": \"oslo\", \"a\": 1}, {\"a\": 2, \"city\": \" rome\"}]}"),
                                TableLimits.DEFAULT,
                                names)
                        .readAll(TableLimits.DEFAULT)
                        .values())
                .containsExactly(0, 1, 1, 2);
    }

    private static FeatureCategories words(Unseen unseen) {
        return new FeatureCategories(CITIES, Map.of(), unseen);
    }

    private static CategoryNames names(FeatureCategories categories) {
        return new CategoryNames(List.of("a", "city"), Map.of(1, categories), "");
    }

    private static double[] csv(FeatureCategories categories, String... lines) throws Exception {
        String text = "a,city\n" + String.join("\n", lines) + "\n";
        return CsvRows.open(stream(text), TableLimits.DEFAULT, names(categories))
                .readAll(TableLimits.DEFAULT)
                .values();
    }

    private static double[] json(FeatureCategories categories, String rows) throws Exception {
        return JsonRows.open(stream("{\"instances\": [" + rows + "]}"), TableLimits.DEFAULT, names(categories))
                .readAll(TableLimits.DEFAULT)
                .values();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
