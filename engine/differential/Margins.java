import io.shapservice.engine.ensemble.TreeEnsemble;
import io.shapservice.engine.model.ModelException;
import io.shapservice.engine.model.Models;
import io.shapservice.engine.table.NpyReader;
import io.shapservice.engine.table.Table;
import io.shapservice.engine.table.TableException;
import io.shapservice.engine.table.TableLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Our margins of models and rows, for scripts that know better. Each line of standard input: a model file and an npy file of rows;
 * for each, one line of standard output: "ok LINK OUTPUTS FEATURES margins…" or "refused why".
 */
class Margins {
    void main() throws IOException {
        for (String line = IO.readln(); line != null; line = IO.readln()) {
            String[] files = line.split("\t");
            IO.println(margins(Path.of(files[0]), Path.of(files[1])));
        }
    }

    private static String margins(Path model, Path rows) throws IOException {
        try (InputStream in = Files.newInputStream(rows)) {
            TreeEnsemble ensemble = Models.read(model);
            Table table = NpyReader.read(in, TableLimits.DEFAULT);
            if (table.columns() < ensemble.features()) {
                return "refused the rows have " + table.columns() + " columns of " + ensemble.features();
            }
            double[] margins = new double[table.rows() * ensemble.outputs()];
            for (int row = 0; row < table.rows(); row++) {
                ensemble.margin(table.values(), row * table.columns(), margins, row * ensemble.outputs());
            }
            return "ok " + ensemble.link() + " " + ensemble.outputs() + " " + ensemble.features() + " "
                    + Arrays.stream(margins).mapToObj(Double::toString).collect(Collectors.joining(" "));
        } catch (ModelException | TableException e) {
            return "refused " + e.getMessage();
        }
    }
}
