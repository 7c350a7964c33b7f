package io.caravan.cdr;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The list of nodes and the accounts they name. */
class VosNodesTest {

    private static final String GOOD = """
            nodes:
              - id: 1
                baseUrl: http://127.0.0.1:9090/
                zone: Asia/Shanghai
            """;

    @Test
    void whatIsLeftOutHasItsDefault() {
        VosNode node = new VosNodeReader().read(GOOD).nodes().get(0);
        assertThat(node.name()).isEqualTo("node-1");
        assertThat(node.baseUrl()).hasToString("http://127.0.0.1:9090");
        assertThat(node.enabled()).isTrue();
        assertThat(node.contentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(node.gap()).isEqualTo(Duration.ofSeconds(2));
        assertThat(node.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(node.accounts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: 0                     | id: a positive whole number",
                "id: abc                   | id: a positive whole number",
                "id: 1.5                   | id: a positive whole number",
                "id: 1                     | id 1 stands twice",
                "baseUrl: ftp://host       | http://host:port",
                "baseUrl: host:9090        | http://host:port",
                "zone: Asia/Shanghia       | zone Asia/Shanghia",
                "zone: ''                  | zone is missing",
                "gap: two seconds          | gap two seconds",
                "gap: -PT1S                | gap -PT1S",
                "timeout: PT0S             | timeout PT0S",
                "enabled: maybe            | enabled maybe: true or false",
                "accounts: 8001            | accounts: a list",
                "acounts: [8001]           | did you mean accounts?"
            })
    void aBrokenEntryIsToldAndTheOthersAreUsed(String line, String fault) {
        String key = line.substring(0, line.indexOf(':'));
        StringBuilder entry = new StringBuilder("  - " + line + "\n");
        for (String other : List.of("id: 2", "baseUrl: http://127.0.0.1:9091", "zone: UTC")) {
            if (!other.startsWith(key + ":")) {
                entry.append("    ").append(other).append('\n');
            }
        }
        VosNodeReader.Reading reading = new VosNodeReader().read(GOOD + entry);
        assertThat(reading.nodes()).extracting(VosNode::id).containsExactly(1);
        assertThat(reading.faults())
                .singleElement()
                .asString()
                .startsWith("entry 2: ")
                .contains(fault);
    }

    @Test
    void anEntryThatIsNoObjectIsTold() {
        assertThat(new VosNodeReader()
                        .read(GOOD + "  - http://127.0.0.1:9091\n")
                        .faults())
                .singleElement()
                .asString()
                .contains("entry 2");
    }

    @Test
    void theFileIsReadAgainAndABrokenOneChangesNothing(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("vos-nodes.yaml");
        VosNodes nodes = new VosNodes(file, text -> text.replace("PORT", "9090"));
        assertThat(nodes.enabled()).isEmpty();
        Files.writeString(file, GOOD.replace("9090", "PORT"));
        assertThat(nodes.enabled()).singleElement().satisfies(node -> assertThat(node.baseUrl())
                .hasPort(9090));
        for (String broken : List.of("nodes: [", "", "nodes: 7", "other: []")) {
            Files.writeString(file, broken);
            assertThat(nodes.enabled()).as(broken).hasSize(1);
        }
        Files.delete(file);
        assertThat(nodes.enabled()).hasSize(1);
        Files.writeString(file, GOOD + "    enabled: false\n");
        assertThat(nodes.enabled()).isEmpty();
    }

    @Test
    void accountsAreThoseThatTheNodeNamesAndTheListAsksFor() throws Exception {
        VosAccounts accounts = new VosAccounts(Duration.ofMinutes(10), Clock.systemUTC());
        VosNode all = Samples.node("UTC");
        assertThat(accounts.stale(all)).isTrue();
        accounts.remember(
                new ByteArrayInputStream(
                        ("{\"infoCustomerBriefs\":[{\"account\":\"8001\",\"money\":1},{\"account\":\"100% VoIP #8\"},"
                                        + "{\"account\":\"\"},{\"account\":\"8001\"},{\"money\":3}],\"retCode\":0}")
                                .getBytes(StandardCharsets.UTF_8)),
                all);
        assertThat(accounts.stale(all)).isFalse();
        assertThat(accounts.of(all)).containsExactly("8001", "100% VoIP #8");
        VosNode listed = new VosNode(
                all.id(), "", all.baseUrl(), all.zone(), true, "", all.gap(), all.timeout(), List.of("8001", "9999"));
        assertThat(accounts.of(listed)).containsExactly("8001");
    }

    @Test
    void aNodeThatReportsAnErrorKeepsItsAccountsButIsAskedAgain() throws Exception {
        VosAccounts accounts = new VosAccounts(Duration.ZERO, Clock.systemUTC());
        VosNode node = Samples.node("UTC");
        accounts.remember(stream("{\"retCode\":0,\"infoCustomerBriefs\":[{\"account\":\"8001\"}]}"), node);
        assertThatThrownBy(() -> accounts.remember(stream("{\"retCode\":-1,\"exception\":\"no\"}"), node))
                .isInstanceOf(VosException.class);
        assertThat(accounts.of(node)).containsExactly("8001");
        assertThat(accounts.stale(node)).isTrue();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
