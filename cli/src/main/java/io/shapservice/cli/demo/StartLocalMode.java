package io.shapservice.cli.demo;

import io.shapservice.cli.cluster.LocalMode;
import io.shapservice.cli.terminal.Figures;

/** Control plane, operator and node start in this process. */
record StartLocalMode() implements Step {
    @Override
    public String title() {
        return "local mode";
    }

    @Override
    public String keep(Stage stage) throws Exception {
        var mode = LocalMode.start(stage.checkout);
        stage.localMode.set(mode);
        stage.decisions.follow(mode.cluster().client());
        return "control plane, operator and node started in " + Figures.duration(stage.stopwatch.elapsed());
    }
}
