package io.caravan.hub.routes;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code caravan validate}: prints one line a fault and exits 1, or one line and exits 0. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Dry-runs all routes and kamelets without touching any server and prints every fault found.")
public final class ValidateCommand implements Callable<Integer> {
    private final Supplier<RouteCheck> check;

    @Option(names = "--json", description = "Print the verdict as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** @param check made when the command runs, so that a command line that asks for something else costs nothing */
    public ValidateCommand(Supplier<RouteCheck> check) {
        this.check = check;
    }

    @Override
    public Integer call() throws IOException {
        RouteVerdict verdict = check.get().check();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(verdict));
        } else {
            print(verdict, out);
        }
        out.flush();
        return verdict.ok() ? 0 : 1;
    }

    private static void print(RouteVerdict verdict, PrintWriter out) {
        verdict.faults().forEach(out::println);
        String size = "%s in %s, %s, checked in %.1f s"
                .formatted(
                        count(verdict.routes(), "route"),
                        count(verdict.files(), "file"),
                        count(verdict.kamelets(), "kamelet"),
                        verdict.millis() / 1000.0);
        out.println(verdict.ok() ? "OK: " + size : count(verdict.faults().size(), "fault") + ": " + size);
    }

    private static String count(int number, String noun) {
        return String.format(Locale.ROOT, "%d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
