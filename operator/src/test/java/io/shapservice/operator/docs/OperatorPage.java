package io.shapservice.operator.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of docs/operator.md. */
final class OperatorPage {
    private static final Path PAGE = Path.of("..", "docs", "operator.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private OperatorPage() {}

    /** The cells of the rows of the table whose first heading is this. */
    static List<List<String>> table(String heading) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| " + heading + " |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** What is written as code in a cell. */
    static Set<String> code(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is written as code in the first column of a table. */
    static Set<String> words(String heading) throws IOException {
        return table(heading).stream()
                .flatMap(row -> code(row.getFirst()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
