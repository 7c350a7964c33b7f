package io.caravan.embedded.vos;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks as a client of a real node would: over HTTP, knowing the base URL alone. */
final class VosClient {

    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String baseUrl;

    VosClient(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(path, HttpRequest.newBuilder().GET());
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(path, HttpRequest.newBuilder().DELETE());
    }

    InputStream stream(String interfaceName, Map<String, ?> parameters) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/external/server/" + interfaceName))
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(parameters)))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
    }

    /** The reply of an interface, whatever its retCode. */
    JsonNode ask(String interfaceName, Map<String, ?> parameters) throws IOException, InterruptedException {
        HttpResponse<String> response = post("/external/server/" + interfaceName, JSON.writeValueAsString(parameters));
        if (response.statusCode() != 200) {
            throw new IOException("HTTP " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }

    List<JsonNode> cdrs(String account, LocalDate from, LocalDate to) throws IOException, InterruptedException {
        return cdrs(account, from, to, Map.of());
    }

    List<JsonNode> cdrs(String account, LocalDate from, LocalDate to, Map<String, String> filters)
            throws IOException, InterruptedException {
        Map<String, Object> parameters = range(account, from, to);
        parameters.putAll(filters);
        JsonNode reply = ask("GetCdr", parameters);
        if (reply.path("retCode").asInt(-999) != 0) {
            throw new IOException("GetCdr refused: " + reply);
        }
        List<JsonNode> cdrs = new ArrayList<>();
        reply.get("infoCdrs").forEach(cdrs::add);
        return cdrs;
    }

    List<String> accounts() throws IOException, InterruptedException {
        List<String> accounts = new ArrayList<>();
        ask("GetAllCustomers", Map.of("type", 0))
                .get("infoCustomerBriefs")
                .forEach(brief -> accounts.add(brief.get("account").textValue()));
        return accounts;
    }

    static Map<String, Object> range(String account, LocalDate from, LocalDate to) {
        return new HashMap<>(Map.of("accounts", List.of(account), "beginTime", vosDay(from), "endTime", vosDay(to)));
    }

    static String vosDay(LocalDate day) {
        return day.format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.uri(URI.create(baseUrl + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
