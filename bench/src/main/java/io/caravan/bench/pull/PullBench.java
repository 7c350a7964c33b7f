package io.caravan.bench.pull;

import picocli.CommandLine.Command;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;

@Command(name = "pull", description = "x")
public final class PullBench extends BenchCommand {
    @Override
    protected void measure(Run run) throws Exception {}
}
