package io.shapservice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.client.NpyArray;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final Path MODEL = SAMPLES.resolve("housing.json");
    private static final Path ROWS = SAMPLES.resolve("housing.npy");
    /** Of the predictions' scale, which is 5.5 here. */
    private static final double PROMISED = 1e-5 * 5.4;

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void theSampleIsExplainedAsXgboostExplainsIt() throws IOException {
        assertThat(explain(MODEL, ROWS)).isZero();
        var values = array(folder.resolve("values.npy"));
        var prediction = array(folder.resolve("prediction.npy"));
        var base = array(folder.resolve("base_values.npy"));
        assertThat(values.shape()).containsExactly(20640, 8);
        assertThat(prediction.shape()).containsExactly(20640);
        assertThat(base.shape()).containsExactly(1);
        assertClose(values, "housing-shap.npy");
        assertClose(prediction, "housing-predictions.npy");
        assertClose(base, "housing-base.npy");
    }

    @Test
    void theNumberOfThreadsDoesNotChangeABit() throws IOException {
        assertThat(explain(MODEL, ROWS, "--threads", "1")).isZero();
        var one = Files.readAllBytes(folder.resolve("values.npy"));
        assertThat(explain(MODEL, ROWS, "--threads", "3")).isZero();
        assertThat(Files.readAllBytes(folder.resolve("values.npy"))).isEqualTo(one);
    }

    @Test
    void doublePrecisionIsWrittenAsDoubles() throws IOException {
        assertThat(explain(MODEL, SAMPLES.resolve("housing-100.csv"), "--precision", "double"))
                .isZero();
        var file = folder.resolve("values.npy");
        assertThat(Files.size(file)).isEqualTo(128 + 100 * 8 * Double.BYTES);
        var expected = array(SAMPLES.resolve("housing-shap.npy"));
        assertThat(array(file).values())
                .containsExactly(Arrays.copyOf(expected.values(), 800), Offset.offset(PROMISED));
    }

    @Test
    void groupedColumnsAreOneFeature() throws IOException {
        var few = SAMPLES.resolve("housing-100.csv");
        assertThat(explain(MODEL, few)).isZero();
        var single = array(folder.resolve("values.npy")).values();
        assertThat(explain(MODEL, few, "--group", "place:longitude,latitude")).isZero();
        var grouped = array(folder.resolve("values.npy"));
        assertThat(grouped.shape()).containsExactly(100, 7);
        assertThat(Arrays.stream(grouped.values(), 0, 7).sum())
                .isCloseTo(Arrays.stream(single, 0, 8).sum(), Offset.offset(1e-5));
        assertThat(explain(MODEL, few, "--group", "place:longitude,lattitude")).isEqualTo(2);
        assertOneLine("lattitude");
        assertThat(explain(MODEL, few, "--group", "place")).isEqualTo(2);
        assertOneLine("name:columnA,columnB");
    }

    @Test
    void categoriesMayStandInACsvFileByName() throws IOException {
        var golden = Path.of("..", "engine", "src", "test", "resources", "golden", "names_xgb_json");
        var model = golden.resolve("model.json");
        assertThat(explain(model, golden.resolve("X.npy"))).isZero();
        var ofCodes = Files.readAllBytes(folder.resolve("values.npy"));
        var rows = golden.resolve("rows.csv");
        assertThat(explain(model, rows, "--method", "interventional", "--background", rows.toString()))
                .isZero();
        assertThat(explain(model, rows)).isZero();
        assertThat(Files.readAllBytes(folder.resolve("values.npy"))).isEqualTo(ofCodes);
        var unseen = Files.writeString(folder.resolve("unseen.csv"), "amount,word,size\n1,nowhere,5\n");
        assertThat(explain(model, unseen)).isEqualTo(4);
        assertOneLine("Line 2, column word: 'nowhere' is not one of the 6 categories");
    }

    @Test
    void aFileWithoutHeaderIsReadByPositionWhenThatIsSaid() throws IOException {
        var lines = Files.readAllLines(SAMPLES.resolve("housing-100.csv"));
        var headless = Files.write(folder.resolve("headless.csv"), lines.subList(1, lines.size()));
        assertThat(explain(MODEL, headless)).isEqualTo(4);
        assertOneLine("header=false");
        assertThat(explain(MODEL, headless, "--header=false")).isZero();
        assertThat(array(folder.resolve("values.npy")).shape()).containsExactly(100, 8);
    }

    @Test
    void filesThatCouldNotBeFinishedDoNotStay() throws IOException {
        var rows = folder.resolve("rows.csv");
        Files.copy(SAMPLES.resolve("housing-100.csv"), rows);
        Files.createDirectory(folder.resolve("prediction.npy.part"));
        assertThat(explain(MODEL, rows)).isEqualTo(1);
        assertOneLine("cannot write to");
        assertThat(folder.resolve("values.npy")).doesNotExist();
        assertThat(folder.resolve("values.npy.part")).doesNotExist();
    }

    @Test
    void aGivenFormatOverridesWhatTheContentSays() {
        var few = SAMPLES.resolve("housing-100.csv");
        assertThat(explain(MODEL, few, "--format", "xgboost-json")).isZero();
        assertThat(explain(MODEL, few, "--format", "xgboost-ubj")).isEqualTo(3);
        assertThat(explain(MODEL, few, "--format", "pickle")).isEqualTo(2);
        assertOneLine("xgboost-json, xgboost-ubj");
    }

    @Test
    void whatIsWrongIsToldInOneLineWithAnExitCodeThatSaysWhichFile() throws IOException {
        var broken = Files.writeString(folder.resolve("broken.json"), "{\"learner\": ");
        assertThat(explain(broken, ROWS)).isEqualTo(3);
        assertOneLine("broken.json");
        assertThat(explain(folder.resolve("absent.json"), ROWS)).isEqualTo(3);
        assertOneLine("absent.json");
        var narrow = Files.writeString(folder.resolve("narrow.csv"), "longitude,latitude\n1,2\n");
        assertThat(explain(MODEL, narrow)).isEqualTo(4);
        assertOneLine("housingMedianAge");
        assertThat(explain(MODEL, folder.resolve("absent.npy"))).isEqualTo(4);
        assertOneLine("absent.npy");
    }

    @Test
    void optionsThatAreNotDefinedAreAUsageError() {
        assertThat(explain(MODEL, ROWS, "--output", "probability")).isEqualTo(2);
        assertOneLine("output=raw");
        assertThat(explain(MODEL, ROWS, "--precision", "half")).isEqualTo(2);
        assertOneLine("--precision");
        assertThat(explain(MODEL, ROWS, "--threads", "0")).isEqualTo(2);
        assertOneLine("1 or more");
        assertThat(explain(MODEL, ROWS, "--background", "b.npy")).isEqualTo(2);
        assertOneLine("interventional");
        assertThat(run(List.of("explain", "--model", "m.json"))).isEqualTo(2);
        assertOneLine("--data");
        assertThat(run(List.of("explian"))).isEqualTo(2);
        assertOneLine("explian");
    }

    private int explain(Path model, Path data, String... more) {
        var arguments = new ArrayList<>(
                List.of("explain", "--model", model.toString(), "--data", data.toString(), "--out", folder.toString()));
        arguments.addAll(List.of(more));
        return run(arguments);
    }

    private int run(List<String> arguments) {
        errors.getBuffer().setLength(0);
        return ShapCommand.commandLine()
                .setErr(new PrintWriter(errors, true))
                .execute(arguments.toArray(String[]::new));
    }

    private void assertOneLine(String naming) {
        assertThat(errors.toString().lines()).singleElement().asString().contains(naming);
    }

    private static void assertClose(NpyArray actual, String expected) throws IOException {
        assertThat(actual.values())
                .containsExactly(array(SAMPLES.resolve(expected)).values(), Offset.offset(PROMISED));
    }

    private static NpyArray array(Path file) throws IOException {
        return NpyArray.parse(Files.readAllBytes(file));
    }
}
