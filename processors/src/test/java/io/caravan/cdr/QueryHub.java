package io.caravan.cdr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.embedded.vos.SimulatorConfig;
import io.caravan.embedded.vos.VosSimulator;

import static org.assertj.core.api.Assertions.assertThat;

/** A hub that has pulled two nodes of the simulator, in two zones, and what those nodes replied. */
final class QueryHub implements AutoCloseable {

    static final List<String> NAMES = List.of("shanghai", "berlin");
    static final List<ZoneId> ZONES = List.of(ZoneId.of("Asia/Shanghai"), ZoneId.of("Europe/Berlin"));

    final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    final VosSimulator simulator;
    final CdrHub hub;
    final List<Call> calls = new ArrayList<>();

    /** A call record as its node replied it. */
    record Call(int node, LocalDate day, JsonNode json) {
        long flowNo() {
            return json.get("flowNo").longValue();
        }

        long start() {
            return json.get("start").longValue();
        }

        String text(String field) {
            return json.path(field).asText();
        }

        String key() {
            return node + "/" + day + "/" + flowNo();
        }
    }

    QueryHub(Path home, int recordsPerAccountDay) throws IOException {
        simulator = VosSimulator.start(SimulatorConfig.ofSeed(5)
                .withKnobs(Map.of("now", now.toString(), "recordsPerAccountDay", recordsPerAccountDay)));
        hub = new CdrHub(home)
                .node(
                        NAMES.get(0),
                        simulator.baseUrl(NAMES.get(0)),
                        ZONES.get(0).getId())
                .node(
                        NAMES.get(1),
                        simulator.baseUrl(NAMES.get(1)),
                        ZONES.get(1).getId());
    }

    /** Waits until both nodes are pulled, and remembers what they replied. */
    QueryHub pull() {
        hub.start();
        for (int node = 1; node <= NAMES.size(); node++) {
            VosAnswers answers = new VosAnswers(simulator.baseUrl(NAMES.get(node - 1)));
            List<String> accounts = answers.accounts();
            hub.awaitDone(node, accounts.size() * 2);
            for (String account : accounts) {
                for (LocalDate day : days(node)) {
                    remember(
                            node, VosAnswers.parsed(answers.reply(account, day)).path("infoCdrs"));
                }
            }
        }
        return this;
    }

    private void remember(int node, JsonNode records) {
        records.forEach(record -> calls.add(new Call(
                node,
                LocalDate.ofInstant(Instant.ofEpochMilli(record.get("start").longValue()), ZONES.get(node - 1)),
                record)));
    }

    /** Yesterday and today where the node is. */
    List<LocalDate> days(int node) {
        LocalDate today = LocalDate.ofInstant(now, ZONES.get(node - 1));
        return List.of(today.minusDays(1), today);
    }

    /** @param query parameters, not encoded, names and values in turns */
    static String path(String endpoint, String... query) {
        StringBuilder path = new StringBuilder(endpoint);
        for (int i = 0; i < query.length; i += 2) {
            path.append(i == 0 ? '?' : '&')
                    .append(query[i])
                    .append('=')
                    .append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
        }
        return path.toString();
    }

    HttpResponse<String> get(String endpoint, String... query) {
        return hub.process.get(path(endpoint, query));
    }

    /** A successful reply, decimals exact. */
    JsonNode json(String endpoint, String... query) {
        HttpResponse<String> response = get(endpoint, query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        try {
            return VosAnswers.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + response.body(), e);
        }
    }

    @Override
    public void close() {
        hub.close();
        simulator.close();
    }
}
