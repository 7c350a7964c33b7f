package io.caravan.bench.intake;

import picocli.CommandLine.Command;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;

@Command(name = "intake", description = "x")
public final class IntakeBench extends BenchCommand {
    @Override
    protected void measure(Run run) throws Exception {}
}
