package io.caravan.bench.store;

import picocli.CommandLine.Command;

import io.caravan.bench.BenchCommand;
import io.caravan.bench.Run;

@Command(name = "store", description = "x")
public final class StoreBench extends BenchCommand {
    @Override
    protected void measure(Run run) throws Exception {}
}
