package io.caravan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The alert rules that the project ships. */
public final class AlertRules {

    private static final Pattern METRIC = Pattern.compile("\\b(?:caravan|migration)_[a-z_]+");

    private AlertRules() {}

    /**
     * Every rule of the group is whole and asks for metrics that a hub has.
     *
     * @param metrics of a hub to which has happened what makes its metrics appear
     */
    public static void assertReady(String group, String metrics) {
        assertThat(rules(group)).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.get("alert").textValue()).matches("[A-Z][A-Za-z]+");
            assertThat(rule.get("for").textValue()).matches("\\d+[mh]");
            assertThat(rule.at("/labels/severity").textValue()).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").textValue()).isNotBlank();
            List<String> named = METRIC.matcher(rule.get("expr").textValue())
                    .results()
                    .map(MatchResult::group)
                    .toList();
            assertThat(named).isNotEmpty().allSatisfy(metric -> assertThat(metrics)
                    .containsPattern("(?m)^" + metric + "[ {]"));
        });
    }

    private static List<JsonNode> rules(String group) {
        try {
            JsonNode file = new YAMLMapper()
                    .readTree(Files.readString(TestServers.home().resolve("docker/prometheus/alerts.yaml")));
            return StreamSupport.stream(file.get("groups").spliterator(), false)
                    .filter(one -> one.get("name").textValue().equals(group))
                    .flatMap(one -> StreamSupport.stream(one.get("rules").spliterator(), false))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
