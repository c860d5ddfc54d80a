package io.shapservice.faults;

import io.shapservice.client.ExplainQuery;
import io.shapservice.client.ProblemException;
import io.shapservice.client.ShapClient;
import io.shapservice.faults.check.QueueState;
import io.shapservice.faults.data.Reference;
import io.shapservice.faults.data.Rows;
import io.shapservice.faults.scenario.CutUpload;
import io.shapservice.faults.scenario.EmptiedRedis;
import io.shapservice.faults.scenario.Failover;
import io.shapservice.faults.scenario.FrozenWorker;
import io.shapservice.faults.scenario.KilledApi;
import io.shapservice.faults.scenario.KilledAtSteps;
import io.shapservice.faults.scenario.KilledWorkers;
import io.shapservice.faults.scenario.RedisFault;
import io.shapservice.faults.scenario.Scenario;
import io.shapservice.faults.service.Layout;
import io.shapservice.faults.service.ServiceUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command: {@code e2e/faults}. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Breaks a service of real processes while jobs flow, and checks what must hold.")
public final class FaultSuite implements Callable<Integer> {
    private static final int WORKERS = 3;
    private static final ExplainQuery QUERY =
            new ExplainQuery(ExplainQuery.Method.PATH, false, ExplainQuery.Output.RAW, ExplainQuery.Precision.DOUBLE);

    @Parameters(arity = "0..*", paramLabel = "SCENARIO", description = "which to run; all without one")
    private List<String> names = new ArrayList<>();

    @Option(names = "--long", description = "as often as the published figures are measured: about an hour")
    private boolean longForm;

    @Option(names = "--times", paramLabel = "N", description = "how often each fault is brought about")
    private @Nullable Integer times;

    @Option(names = "--seed", paramLabel = "S", description = "of everything random; printed at the start")
    private long seed = System.nanoTime();

    @Option(names = "--report", paramLabel = "FILE", description = "writes the figures as a Markdown table")
    private @Nullable Path report;

    @Option(names = "--home", hidden = true, required = true)
    private Path home = Path.of("");

    public static void main(String[] args) {
        System.exit(new CommandLine(new FaultSuite()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ProblemException {
        List<Scenario> chosen = scenarios().toList();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Path folder = Files.createTempDirectory("shap-faults-");
        Layout layout = new Layout(home.toAbsolutePath(), folder);
        Rows rows = Rows.read(layout.samples().resolve("housing.npy"));
        List<Verdict> verdicts = new ArrayList<>();
        for (boolean sentinels : new boolean[] {false, true}) {
            List<Scenario> here = chosen.stream()
                    .filter(scenario -> scenario.needsSentinels() == sentinels)
                    .toList();
            if (!here.isEmpty()) {
                verdicts.addAll(run(here, sentinels, layout, rows, random));
            }
        }
        boolean held = verdicts.stream().allMatch(Verdict::held);
        if (report != null) {
            Files.writeString(report, Verdict.table(verdicts));
        }
        System.out.println(
                held
                        ? "every promise held"
                        : "promises were broken; logs are in " + folder + ", replay with --seed " + seed);
        if (held) {
            remove(folder);
        }
        return held ? 0 : 1;
    }

    private List<Verdict> run(
            List<Scenario> scenarios, boolean sentinels, Layout layout, Rows rows, SplittableRandom random)
            throws IOException, InterruptedException, ProblemException {
        List<Verdict> verdicts = new ArrayList<>();
        try (ServiceUnderTest service = sentinels
                        ? ServiceUnderTest.startWithSentinels(layout, WORKERS, random)
                        : ServiceUnderTest.start(layout, WORKERS, random);
                ShapClient client = service.client();
                QueueState queue = QueueState.of(service.redisSettings())) {
            Reference reference = Reference.of(rows, client, QUERY);
            System.out.println("an uninterrupted run has explained " + rows.count() + " rows");
            Trial trial = new Trial(service, queue, rows, reference, QUERY, random);
            for (Scenario scenario : scenarios) {
                Verdict verdict = trial.of(scenario, timesOf(scenario));
                System.out.println(verdict.line());
                verdicts.add(verdict);
            }
        }
        return verdicts;
    }

    private int timesOf(Scenario scenario) {
        if (times != null) {
            return times;
        }
        return longForm ? scenario.times().longer() : scenario.times().shorter();
    }

    private Stream<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>(List.of(new KilledWorkers(), new KilledAtSteps(), new FrozenWorker()));
        all.addAll(RedisFault.all());
        all.addAll(List.of(new KilledApi(), new CutUpload(), new EmptiedRedis(), new Failover()));
        List<String> known = all.stream().map(Scenario::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "no scenario " + name + ": there are " + String.join(", ", known));
        });
        return all.stream().filter(scenario -> names.isEmpty() || names.contains(scenario.name()));
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
