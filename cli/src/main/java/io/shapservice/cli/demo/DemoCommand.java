package io.shapservice.cli.demo;

import io.shapservice.cli.cluster.Checkout;
import io.shapservice.cli.exit.ExitCode;
import io.shapservice.cli.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Keeps every promise of a ShapService on this machine, and shows the figures. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the whole promise on this machine, without a cluster, in about two minutes: explains, scales,",
            "replaces a frozen worker, survives a Redis outage, and checks every number. Exit code 0: all held."
        })
public final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        var checkout = Checkout.ofProcess();
        var data = HousingData.read(checkout.samples(), Stage.MODEL);
        var largeData = HousingData.read(checkout.samples(), Stage.LARGE_MODEL);
        var demo = new Demo(checkout, data, largeData, Screen.ofProcess());
        return (demo.run() ? ExitCode.DONE : ExitCode.FAILED).number();
    }
}
