package io.caravan.bench.kill;

import picocli.CommandLine.Command;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;

@Command(name = "kill", description = "x")
public final class KillBench extends BenchCommand {
    @Override
    protected void measure(Run run) throws Exception {}
}
