package io.caravan.cdr.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.caravan.cdr.VosAccounts;
import io.caravan.cdr.VosNodes;
import io.caravan.hub.http.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which days may be asked for at a given moment: none that retention would drop, none that has not begun at the node. */
class SyncRequestsTest {

    /** In Shanghai the 21st has begun, in New York it is still the 20th. */
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-20T18:00:00Z"), ZoneOffset.UTC);

    private VosNodes nodes;

    @BeforeEach
    void writeNodes(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("vos-nodes.yaml"), """
                nodes:
                  - {id: 1, name: shanghai, baseUrl: "http://127.0.0.1:1", zone: Asia/Shanghai}
                  - {id: 2, name: new-york, baseUrl: "http://127.0.0.1:2", zone: America/New_York}
                """);
        nodes = new VosNodes(file, text -> text);
    }

    private SyncRequest read(int monthsKept, int node, String from, String to) throws IOException {
        var json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
        var requests = new SyncRequests(nodes, new VosAccounts(Duration.ofMinutes(1), clock), json, monthsKept, clock);
        try (var context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody("{\"node\":%d,\"from\":\"%s\",\"to\":\"%s\"}".formatted(node, from, to));
            return requests.read(exchange);
        }
    }

    @Test
    void daysOfTheMonthsThatAreKeptMayBeAskedFor() throws IOException {
        assertThat(read(12, 1, "2025-11-01", "2025-11-30").from()).isEqualTo(LocalDate.of(2025, 11, 1));
        assertThatThrownBy(() -> read(12, 1, "2025-10-31", "2025-11-30"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("kept from 2025-11-01 on")
                .hasMessageContaining("caravan.cdr.retention.months");
        assertThat(read(0, 1, "2015-10-31", "2015-11-30").to()).isEqualTo(LocalDate.of(2015, 11, 30));
    }

    @Test
    void theNodeDecidesWhatDayItIs() throws IOException {
        assertThat(read(12, 1, "2026-11-21", "2026-11-21").to()).isEqualTo(LocalDate.of(2026, 11, 21));
        assertThatThrownBy(() -> read(12, 2, "2026-11-20", "2026-11-21"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("2026-11-21 has not begun at node 2 (America/New_York), where it is 2026-11-20");
    }
}
