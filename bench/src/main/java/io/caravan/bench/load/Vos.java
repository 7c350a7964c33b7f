package io.caravan.bench.load;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The VOS simulator as a bench uses it: its truth, its knobs, and its replies read to the end without a look at them. */
public final class Vos {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    public Vos(String url) {
        this.url = url;
    }

    /**
     * What a perfect copy adds up to.
     *
     * @param holdTime seconds
     */
    public record Truth(long records, BigDecimal fee, long holdTime) {}

    /** The truth about all accounts of a node. */
    public Truth truth(String node, LocalDate from, LocalDate to) throws IOException {
        JsonNode truth =
                JSON.readTree(send(request("/simulator/truth?node=" + node + "&from=" + day(from) + "&to=" + day(to))
                        .build()));
        return new Truth(
                truth.get("records").asLong(),
                new BigDecimal(truth.get("fee").asText()),
                truth.get("holdTime").asLong());
    }

    /** Turns knobs of all nodes. */
    public void turn(String knobs) throws IOException {
        send(request("/simulator/knobs")
                .POST(HttpRequest.BodyPublishers.ofString(knobs))
                .build());
    }

    /** Asks for an account's records of one day, and writes the reply to a file. */
    public void record(String node, String account, LocalDate day, Path file) throws IOException {
        String question = JSON.createObjectNode()
                .put("beginTime", day(day))
                .put("endTime", day(day))
                .set("accounts", JSON.createArrayNode().add(account))
                .toString();
        HttpRequest request = request("/" + node + "/external/server/GetCdr")
                .header("Content-Type", "text/html;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        try {
            http.send(request, BodyHandlers.ofFile(file));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String day(LocalDate day) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT);
    }

    private String send(HttpRequest request) throws IOException {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the simulator refused: " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
