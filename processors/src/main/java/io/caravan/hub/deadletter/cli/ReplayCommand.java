package io.caravan.hub.deadletter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import io.caravan.hub.client.HubConnection;
import io.caravan.hub.client.RefusedException;
import io.caravan.hub.client.TextTable;
import io.caravan.hub.config.HubProperties;

/** {@code ./caravan replay}: looks at dead letters of the running hub, sends them again, or discards them. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at what could not be used, and sends it again after a fix. The running hub does the work; to send twice "
                    + "changes nothing.",
            "The admin key, where the hub wants one, is taken from the configuration or from CARAVAN_HUB_ADMIN_KEY."
        })
public final class ReplayCommand implements Runnable {

    /** A call that sends hundreds of letters takes seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int PAGE = 500;

    private final Supplier<HubProperties> configuration;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The hub, such as http://hub:8080; by default the one that the configuration describes.")
    private URI url;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "A line of JSON for each letter or count.")
    private boolean asJson;

    @Spec
    private CommandSpec spec;

    /** @param configuration read when the command runs */
    public ReplayCommand(Supplier<HubProperties> configuration) {
        this.configuration = configuration;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "what is wanted: list, show, counts, resend or discard? --help tells more");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists letters, the newest first.")
    int list(
            @Mixin FilterOptions filter,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "Most letters. Default: 50.")
                    int limit)
            throws IOException {
        List<JsonNode> letters = new ArrayList<>();
        String cursor = "";
        while (cursor != null && letters.size() < limit) {
            JsonNode page = page(filter, Math.min(PAGE, limit - letters.size()), cursor);
            page.path("letters").forEach(letters::add);
            cursor = page.path("next").textValue();
        }
        if (asJson) {
            letters.forEach(letter -> say(letter.toString()));
            return 0;
        }
        TextTable.print(
                out(),
                List.of("ID", "STATE", "STREAM", "REASON", "TIMES", "FIRST SEEN", "SOURCE", "DETAIL"),
                letters.stream()
                        .map(letter -> texts(
                                letter, "id", "state", "stream", "reason", "times", "firstSeen", "source", "detail"))
                        .toList());
        if (cursor != null) {
            say("There are more: --limit shows them, filters narrow them down, counts tells how many");
        }
        return 0;
    }

    @Command(name = "counts", mixinStandardHelpOptions = true, description = "Counts letters by day, reason and state.")
    int counts(@Mixin FilterOptions filter) throws IOException {
        List<JsonNode> counts = new ArrayList<>();
        asked(() -> hub().counts(filter.query())).path("counts").forEach(counts::add);
        if (asJson) {
            counts.forEach(count -> say(count.toString()));
            return 0;
        }
        TextTable.print(
                out(),
                List.of("DAY", "STREAM", "REASON", "STATE", "LETTERS", "TIMES"),
                counts.stream()
                        .map(count -> texts(count, "day", "stream", "reason", "state", "letters", "times"))
                        .toList());
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a letter with its bytes.")
    int show(@Parameters(paramLabel = "ID") String id) throws IOException {
        JsonNode letter = hub().one(id);
        if (asJson) {
            say(letter.toString());
            return 0;
        }
        letter.fields().forEachRemaining(field -> {
            boolean bytes =
                    field.getKey().equals("base64") && letter.path("text").isTextual();
            if (!bytes && !field.getValue().isNull()) {
                say(field.getKey() + ": "
                        + (field.getValue().isValueNode()
                                ? field.getValue().asText()
                                : field.getValue().toString()));
            }
        });
        return 0;
    }

    @Command(
            name = "resend",
            mixinStandardHelpOptions = true,
            description = {
                "Sends letters again: those with these ids, or all new ones that fit the options.",
                "Ends with 1 when some were rejected again."
            })
    int resend(
            @Mixin FilterOptions filter,
            @Parameters(arity = "0..*", paramLabel = "ID") List<String> ids,
            @Option(names = "--dry-run", description = "Tells what would become of them, and changes nothing.")
                    boolean dryRun,
            @Option(names = "--yes", description = "Does not ask.") boolean yes)
            throws IOException {
        return change("resend", "Send", filter, ids, dryRun, yes);
    }

    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description =
                    "Says that letters are not wanted: those with these ids, or all new ones that fit the options.")
    int discard(
            @Mixin FilterOptions filter,
            @Parameters(arity = "0..*", paramLabel = "ID") List<String> ids,
            @Option(names = "--dry-run", description = "Tells how many, and changes nothing.") boolean dryRun,
            @Option(names = "--yes", description = "Does not ask.") boolean yes)
            throws IOException {
        return change("discard", "Discard", filter, ids, dryRun, yes);
    }

    private int change(String wish, String verb, FilterOptions filter, List<String> given, boolean dryRun, boolean yes)
            throws IOException {
        List<String> ids = given == null ? List.of() : given;
        if (!ids.isEmpty() && !filter.given().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "ids say which letters are meant: leave the options out");
        }
        if (!dryRun && !yes && ids.isEmpty() && !new Consent(spec.commandLine()).given(verb, meant(filter))) {
            say("Nothing was changed");
            return 1;
        }
        return asked(() -> new Change(hub(), out(), asJson).run(wish, ids, filter.given(), dryRun));
    }

    private long meant(FilterOptions filter) throws IOException {
        String query = filter.given().containsKey("state") ? filter.query() : filter.query() + "state=new&";
        return asked(() -> hub().counts(query)).path("letters").longValue();
    }

    private JsonNode page(FilterOptions filter, int limit, String cursor) throws IOException {
        return asked(() -> hub().page(filter.query(), limit, cursor));
    }

    private interface Question<T> {
        T ask() throws IOException;
    }

    /** What the hub finds wrong with the options is wrong usage. */
    private <T> T asked(Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (RefusedException e) {
            if (e.senseless()) {
                throw new ParameterException(spec.commandLine(), "caravan: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static List<String> texts(JsonNode node, String... fields) {
        return Stream.of(fields).map(field -> node.path(field).asText()).toList();
    }

    private void say(String text) {
        out().println(text);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private LettersClient hub() {
        return new LettersClient(HubConnection.of(spec, url, configuration.get(), PATIENCE));
    }
}
