package io.caravan.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How a test tells the hub where to end, and the hub tells the test which steps it has gone through. */
final class StepFiles {

    static final String RAN = "ran";
    static final String ENDED = "ended";

    private final Path plan;
    private final Path log;
    private FileTime readAt = FileTime.fromMillis(0);
    private Plan last = new Plan(0, Map.of());

    /**
     * Where the turns of nodes end.
     *
     * @param generation tells this plan from earlier ones
     * @param ends by node
     */
    record Plan(int generation, Map<Integer, Step> ends) {}

    /** What happened under a plan. */
    record Event(String what, int generation, int node, Step step) {}

    StepFiles(Path folder) {
        this.plan = folder.resolve("plan");
        this.log = folder.resolve("log");
    }

    void write(Plan newPlan) throws IOException {
        StringBuilder text = new StringBuilder().append(newPlan.generation()).append('\n');
        newPlan.ends()
                .forEach((node, step) ->
                        text.append(node).append(' ').append(step).append('\n'));
        Path draft = Files.writeString(plan.resolveSibling("draft"), text);
        Files.move(draft, plan, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The plan as it is now. */
    synchronized Plan plan() throws IOException {
        FileTime changedAt = Files.getLastModifiedTime(plan);
        if (!changedAt.equals(readAt)) {
            List<String> lines = Files.readAllLines(plan);
            Map<Integer, Step> ends = new TreeMap<>();
            for (String line : lines.subList(1, lines.size())) {
                int blank = line.indexOf(' ');
                ends.put(Integer.valueOf(line.substring(0, blank)), new Step(line.substring(blank + 1)));
            }
            last = new Plan(Integer.parseInt(lines.get(0)), ends);
            readAt = changedAt;
        }
        return last;
    }

    synchronized void tell(String what, int generation, int node, Step step) throws IOException {
        Files.writeString(
                log,
                what + " " + generation + " " + node + " " + step + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** All that was told, whole lines only. */
    Set<Event> events() throws IOException {
        Set<Event> events = new HashSet<>();
        if (Files.exists(log)) {
            String text = Files.readString(log);
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
                String[] words = line.split(" ");
                events.add(new Event(
                        words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]), new Step(words[3])));
            });
        }
        return events;
    }
}
