package io.caravan.cdr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks a VOS node itself, past everything that is being tested. */
final class VosAnswers {

    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String baseUrl;

    VosAnswers(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    List<String> accounts() {
        List<String> accounts = new ArrayList<>();
        parsed(send("GetAllCustomers", Map.of("type", 0)))
                .path("infoCustomerBriefs")
                .forEach(customer -> accounts.add(customer.path("account").textValue()));
        return accounts;
    }

    /** The whole reply for an account and a day, byte for byte. */
    byte[] reply(String account, LocalDate day) {
        String vosDay = DateTimeFormatter.BASIC_ISO_DATE.format(day);
        return send("GetCdr", Map.of("accounts", List.of(account), "beginTime", vosDay, "endTime", vosDay));
    }

    /** The reply, out of its array where it has one. */
    static JsonNode parsed(byte[] reply) {
        try {
            JsonNode tree = JSON.readTree(reply);
            return tree.isArray() ? tree.get(0) : tree;
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON", e);
        }
    }

    private byte[] send(String interfaceName, Map<String, ?> question) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/external/server/" + interfaceName))
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(question)))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(baseUrl + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
