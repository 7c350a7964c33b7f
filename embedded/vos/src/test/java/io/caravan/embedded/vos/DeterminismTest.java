package io.caravan.embedded.vos;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Same question, same answer: in any order, from any instance. */
class DeterminismTest extends SimulatorTest {

    private record Question(String node, String account, LocalDate day) {}

    @Test
    void anotherInstanceAnswersTheSameInAnotherOrder() throws Exception {
        simulator.knobs(Map.of("revision", 2, "lateShare", 0.1, "correctedShare", 0.1, "badRecordShare", 0.1));
        Map<Question, String> first = answers(simulator, questions());
        List<Question> shuffled = questions();
        Collections.shuffle(shuffled, new Random(5));
        try (VosSimulator other = VosSimulator.start(config())) {
            other.knobs(Map.of("revision", 2, "lateShare", 0.1, "correctedShare", 0.1, "badRecordShare", 0.1));
            assertThat(answers(other, shuffled)).isEqualTo(first);
        }
        assertThat(new HashSet<>(first.values())).as("no two answers are alike").hasSameSizeAs(first.keySet());
    }

    @Test
    void anotherSeedHasOtherCalls() throws Exception {
        Map<Question, String> first = answers(simulator, questions());
        SimulatorConfig otherSeed =
                new SimulatorConfig(0, SimulatorConfig.ofSeed(43).nodes(), config().knobs());
        try (VosSimulator other = VosSimulator.start(otherSeed)) {
            Map<Question, String> second = answers(other, questions());
            assertThat(second.values()).doesNotContainAnyElementsOf(first.values());
        }
    }

    @Test
    void aNodeDoesNotDependOnItsNeighbours() throws Exception {
        String withNeighbour = answers(simulator, questions()).get(new Question(BERLIN, "80012001", YESTERDAY));
        try (VosSimulator alone =
                VosSimulator.start(config().withNodes(config().nodes().get(1)))) {
            assertThat(new VosClient("http://127.0.0.1:" + alone.port()).cdrs("80012001", YESTERDAY, YESTERDAY))
                    .as("asked without the node's name: the first")
                    .hasToString(withNeighbour);
        }
    }

    @Test
    void flowNumbersAreUniqueWithinANodeAndSharedBetweenNodes() throws Exception {
        simulator.knobs(Map.of("revision", 3, "lateShare", 0.1));
        Set<Long> ofShanghai = flowNumbers(shanghai);
        assertThat(flowNumbers(berlin)).as("nodes number alike").containsAnyElementsOf(ofShanghai);
    }

    private static Set<Long> flowNumbers(VosClient client) throws Exception {
        Set<Long> seen = new HashSet<>();
        for (String account : client.accounts()) {
            for (JsonNode cdr : client.cdrs(account, YESTERDAY.minusDays(1), YESTERDAY)) {
                assertThat(seen.add(cdr.get("flowNo").longValue()))
                        .as("new: %s", cdr)
                        .isTrue();
            }
        }
        return seen;
    }

    private List<Question> questions() throws Exception {
        List<Question> questions = new ArrayList<>();
        for (String account : shanghai.accounts()) {
            for (int day = 0; day < 3; day++) {
                questions.add(new Question(SHANGHAI, account, YESTERDAY.minusDays(day)));
                questions.add(new Question(BERLIN, account, YESTERDAY.minusDays(day)));
            }
        }
        return questions;
    }

    private static Map<Question, String> answers(VosSimulator asked, List<Question> questions) throws Exception {
        Map<Question, String> answers = new HashMap<>();
        for (Question question : questions) {
            VosClient client = new VosClient(asked.baseUrl(question.node()));
            answers.put(
                    question,
                    client.cdrs(question.account(), question.day(), question.day())
                            .toString());
        }
        return answers;
    }
}
