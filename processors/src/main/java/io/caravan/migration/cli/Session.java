package io.caravan.migration.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.caravan.hub.client.Bar;
import io.caravan.hub.client.TextTable;

/** What the command does with the hub that it found. */
final class Session {

    private static final int FAILED = 1;

    private final Place place;
    private final Teller teller;
    private final ReportFiles reports;

    Session(Place place, Teller teller, ReportFiles reports) {
        this.place = place;
        this.teller = teller;
        this.reports = reports;
    }

    Place place() {
        return place;
    }

    void say(String text) {
        teller.say(text);
    }

    Job job(String id) throws IOException {
        return place.client().job(id);
    }

    List<Job> newest() throws IOException {
        return place.client().newest();
    }

    int report(String id) throws IOException {
        reports.write(id).forEach(file -> teller.say(file.toString()));
        return 0;
    }

    void plan(Map<String, Object> request, PrintWriter out) throws IOException {
        Plan plan = place.client().plan(request);
        teller.say("Plan: " + Job.what(plan.request()));
        TextTable.print(
                out,
                List.of("TABLE", "WAY", "POLICY", "VOLUME", "PARTITIONS", "ROWS", "BYTES"),
                plan.tables().stream()
                        .filter(table -> table.skipped() == null)
                        .map(table -> List.of(
                                table.table().toString(),
                                table.way(),
                                table.policy(),
                                table.volume(),
                                number(table.todo().size()) + " of "
                                        + number(table.todo().size()
                                                + table.done().size()),
                                number(table.rows()),
                                Bytes.text(table.bytes())))
                        .toList());
        plan.tables().forEach(this::remarks);
        teller.say("In all " + size(plan) + " at " + Bytes.text(plan.bytesPerSecond()) + "/s. Nothing was changed");
    }

    private void remarks(Plan.Table table) {
        if (table.skipped() != null) {
            teller.say("  " + table.table() + " is left alone: " + table.skipped());
        }
        table.notes().forEach(note -> teller.say("  " + table.table() + ": " + note));
    }

    private static String size(Plan plan) {
        return number(plan.partitions()) + " partitions, " + number(plan.rows()) + " rows, " + Bytes.text(plan.bytes())
                + ", about " + Bar.duration(Duration.ofSeconds(plan.seconds()));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** What is to be migrated, and the migration of it that was begun or found. */
    record Begun(Job job, Plan plan) {}

    /** @param resume whether one that was paused or failed is gone on with */
    Begun begin(Map<String, Object> request, boolean resume) throws IOException {
        Plan plan = place.client().plan(request);
        Optional<Job> former = resume ? former(plan.request()) : Optional.empty();
        Job job = former.isPresent()
                ? place.client().tell(former.get().id(), "resume")
                : place.client().create(request);
        var ways = new TreeSet<String>();
        plan.tables().stream()
                .filter(table -> table.skipped() == null)
                .forEach(table -> ways.add("by " + table.way() + " to the policy " + table.policy()));
        teller.say("Migration " + job.id() + ": " + job.title() + (ways.isEmpty() ? "" : ", ")
                + String.join(", ", ways) + "; " + size(plan)
                + (former.isPresent() ? "; goes on where it was" : ""));
        plan.tables().forEach(this::remarks);
        return new Begun(job, plan);
    }

    private Optional<Job> former(JsonNode request) throws IOException {
        return place.client().newest().stream()
                .filter(job -> List.of("paused", "failed", "partial").contains(job.state()))
                .filter(job -> alike(job.request(), request))
                .findFirst();
    }

    private static boolean alike(JsonNode one, JsonNode other) {
        return withoutId(one).equals(withoutId(other));
    }

    private static JsonNode withoutId(JsonNode request) {
        ObjectNode copy = request.deepCopy();
        copy.remove(List.of("id", "oldProgress"));
        return copy;
    }

    /** Follows it and writes what became of it; the exit code. */
    int follow(Begun begun) throws IOException, InterruptedException {
        return end(new Follower(place, teller, reports)
                .follow(
                        begun.job(),
                        new ProgressLine(
                                Clock.systemUTC(),
                                begun.plan().partitions(),
                                begun.plan().bytes())));
    }

    /** Follows one that was there already. */
    int follow(Job job) throws IOException, InterruptedException {
        return end(new Follower(place, teller, reports).follow(job, new ProgressLine(Clock.systemUTC(), 0, 0)));
    }

    private int end(Optional<Job> followed) throws IOException {
        return followed.isEmpty() ? FAILED : end(followed.get());
    }

    private int end(Job job) throws IOException {
        job.tables().stream()
                .filter(table -> List.of("failed", "partial", "locked").contains(table.state()))
                .forEach(table -> teller.say("  " + table.table() + " is " + table.state() + ": " + table.error()));
        reports.write(job.id()).forEach(file -> teller.say("  " + file));
        String what =
                Character.toUpperCase(job.inWords().charAt(0)) + job.inWords().substring(1);
        teller.say(what + ": " + number(job.partitions().done()) + " partitions, "
                + Bytes.text(job.bytes().done()) + (job.done() ? "" : hint(job)));
        return job.exitCode();
    }

    private String hint(Job job) {
        return switch (job.state()) {
            case "locked" -> (place.isOwn() ? ". Try again later: " : ". The hub tries again: ") + job.reason();
            case "failed", "partial" -> ". Nothing is lost; after a fix the same command with --resume goes on";
            default -> "";
        };
    }

    int status(List<Job> jobs) {
        for (Job job : jobs) {
            teller.say(job.id() + "  " + job.title() + ": "
                    + new ProgressLine(Clock.systemUTC(), 0, 0).plain(job).strip());
        }
        return 0;
    }

    int tell(String id, String wish) throws IOException {
        Job job = place.client().tell(id, wish);
        teller.say("Migration " + job.id() + " is " + job.inWords() + ("finalize".equals(wish) ? " for good" : ""));
        return 0;
    }

    int verify(String id) throws IOException {
        JsonNode verdict = place.client().verify(id);
        verdict.path("faults").forEach(fault -> teller.say("  " + fault.asText()));
        boolean sound = verdict.path("sound").asBoolean();
        teller.say((sound ? "Sound: " : "Not sound: ")
                + number(verdict.path("partitions").asLong())
                + " partitions with " + number(verdict.path("rows").asLong()) + " rows in "
                + number(verdict.path("tables").asLong()) + " tables were compared with the journal");
        return sound ? 0 : FAILED;
    }
}
