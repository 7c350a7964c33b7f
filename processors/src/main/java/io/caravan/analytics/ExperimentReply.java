package io.caravan.analytics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.caravan.hub.question.BadParameter;

/** Groups of an experiment, each compared with the one that got what everybody got before. */
final class ExperimentReply {

    private final Experiment.Question question;
    private final ExperimentPlan plan;
    private final Map<String, Map<String, Object>> groups = new LinkedHashMap<>();

    ExperimentReply(Experiment.Question question, List<Map<String, Object>> rows, ExperimentPlan plan) {
        this.question = question;
        this.plan = plan;
        rows.forEach(row -> groups.put(row.get("experiment_group").toString(), row));
    }

    Map<String, Object> shown() {
        String control = control();
        List<Map<String, Object>> shown = new ArrayList<>();
        groups.forEach((name, row) -> shown.add(group(name, row, control)));
        Map<String, Object> reply = Replies.begin(question.scope());
        reply.put("experiment_id", question.experiment());
        reply.put("control", control);
        reply.put("alpha", question.alpha());
        reply.put("groups", shown);
        Map<String, Object> ratio = new SampleRatio(
                        groups.values().stream()
                                .map(row -> number(row, "users"))
                                .toList(),
                        plan.shares(groups.keySet()))
                .shown();
        reply.put("sample_ratio", ratio);
        Replies.end(reply, question.scope(), List.of(Cover.Level.EVENTS));
        reply.put("notes", notes(control, ratio));
        return reply;
    }

    private String control() {
        question.control().ifPresent(given -> {
            if (!groups.isEmpty() && !groups.containsKey(given)) {
                throw BadParameter.of("control", "one of the groups " + String.join(", ", groups.keySet()) + " is");
            }
        });
        return question.control().or(() -> plan.control(groups.keySet())).orElse(null);
    }

    private Map<String, Object> group(String name, Map<String, Object> row, String control) {
        Figures figures = Figures.of(row);
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("experiment_group", name);
        group.put("users", number(row, "users"));
        group.put("impressions", figures.get(Sum.IMPRESSIONS));
        group.put("clicks", figures.get(Sum.CLICKS));
        group.put("conversions", figures.get(Sum.CONVERSIONS));
        group.put("ctr", Metric.CTR.of(figures));
        group.put("conversion_rate", Metric.CONVERSION_RATE.of(figures));
        for (String did : List.of("clicked", "converted")) {
            group.put(did + "_users", number(row, did + "_users"));
            group.put(did + "_share", Figures.percent(number(row, did + "_users"), number(row, "users")));
            group.put(did, compared(name, row, control, did + "_users"));
        }
        return group;
    }

    /** Null for the control group, which is not compared with itself. */
    private Map<String, Object> compared(String name, Map<String, Object> row, String control, String part) {
        if (control == null || name.equals(control)) {
            return null;
        }
        return Comparison.of(proportion(row, part), proportion(groups.get(control), part))
                .shown(question.alpha(), groups.size() - 1);
    }

    private static Proportion proportion(Map<String, Object> row, String part) {
        return new Proportion(number(row, part), number(row, "users"));
    }

    private List<String> notes(String control, Map<String, Object> ratio) {
        List<String> notes = new ArrayList<>();
        if (control == null && !groups.isEmpty()) {
            notes.add("No group is known as control: the parameter control names it.");
        }
        if (ratio != null && Boolean.TRUE.equals(ratio.get("mismatch"))) {
            notes.add("Users are not shared out among the groups as planned: do not trust the comparisons.");
        }
        long shared = groups.values().stream()
                .mapToLong(row -> number(row, "shared_users"))
                .max()
                .orElse(0);
        if (shared > 0) {
            notes.add("Up to " + shared + " users of a group are in another one too.");
        }
        return notes;
    }

    private static long number(Map<String, Object> row, String name) {
        return Figures.number(row.get(name));
    }
}
