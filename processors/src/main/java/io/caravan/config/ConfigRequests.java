package io.caravan.config;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

import io.caravan.config.ConfigProblems.Fault;
import io.caravan.hub.config.Nearest;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;
import io.caravan.hub.http.RequestPath;
import io.caravan.hub.question.BadParameter;
import io.caravan.hub.question.RequestParameters;

/** Reads and checks requests; every method throws a {@link ProblemException} for one that makes no sense. */
public final class ConfigRequests {

    private static final int LONGEST_ID = 256;
    private static final int MOST = 100;
    private static final int USUAL = 20;

    /** Of the path {@code /api/v1/config/{collection}/{id}}, before them an empty one. */
    private static final int COLLECTION = 4;

    private static final int ID = 5;

    private final DocumentLimits limits;

    public ConfigRequests(DocumentLimits limits) {
        this.limits = limits;
    }

    /** A document to be read or deleted. */
    public ConfigRequest one(Exchange exchange) {
        HttpServerRequest http = http(exchange);
        return new ConfigRequest(
                collection(http), tenant(exchange), id(RequestPath.segment(http, ID), "id"), conditions(http), null);
    }

    /** A document to be replaced or patched: what its body says of tenant and id is what the address says. */
    public ConfigRequest withBody(Exchange exchange) throws IOException {
        ConfigRequest request = one(exchange);
        ObjectNode body = limits.read(exchange.getMessage().getBody(byte[].class));
        mustBe(body, ConfigFields.TENANT, request.tenant());
        mustBe(body, request.collection().idField(), request.id());
        return new ConfigRequest(
                request.collection(), request.tenant(), request.id(), request.conditions(), strip(body, request));
    }

    /** A document to be created, whose id stands in its body, or is made. */
    public ConfigRequest create(Exchange exchange) throws IOException {
        HttpServerRequest http = http(exchange);
        ConfigCollection collection = collection(http);
        String tenant = tenant(exchange);
        ObjectNode body = limits.read(exchange.getMessage().getBody(byte[].class));
        mustBe(body, ConfigFields.TENANT, tenant);
        var request = new ConfigRequest(collection, tenant, idOf(body, collection), conditions(http), body);
        strip(body, request);
        return request;
    }

    /** A page of documents. */
    public ConfigPage page(Exchange exchange) {
        ConfigCollection collection = collection(http(exchange));
        Set<String> known = new HashSet<>(collection.filters().keySet());
        known.addAll(Set.of("tenant", "limit", "cursor", "total"));
        var parameters = RequestParameters.of(exchange, known);
        Map<String, String> equal = new HashMap<>();
        collection.filters().forEach((name, field) -> parameters.one(name).ifPresent(v -> equal.put(field, v)));
        var page = new ConfigPage(
                collection,
                ConfigGate.tenant(exchange, parameters.one("tenant").orElse(null)),
                equal,
                "",
                limit(parameters),
                flag(parameters, "total"));
        return parameters.one("cursor").map(page::from).orElse(page);
    }

    private static HttpServerRequest http(Exchange exchange) {
        return exchange.getMessage(HttpMessage.class).getRequest();
    }

    /** The tenant; nothing else stands in the query. */
    private static String tenant(Exchange exchange) {
        String asked =
                RequestParameters.of(exchange, Set.of("tenant")).one("tenant").orElse(null);
        return ConfigGate.tenant(exchange, asked);
    }

    private static ConfigCollection collection(HttpServerRequest http) {
        String word = RequestPath.segment(http, COLLECTION);
        return ConfigCollection.of(word).orElseThrow(() -> {
            List<String> known = List.of(ConfigCollection.values()).stream()
                    .map(ConfigCollection::word)
                    .toList();
            return new ProblemException(Problem.of(
                    404,
                    "no-such-collection",
                    "There is no such collection",
                    Nearest.to(word, known)
                            .map(nearest -> "Did you mean " + nearest + "?")
                            .orElse("There are " + String.join(", ", known) + ".")));
        });
    }

    private static Preconditions conditions(HttpServerRequest http) {
        return new Preconditions(header(http, "If-Match"), header(http, "If-None-Match"));
    }

    private static String header(HttpServerRequest http, String name) {
        List<String> lines = http.headers().getAll(name);
        return lines.isEmpty() ? null : String.join(",", lines);
    }

    private static String idOf(ObjectNode body, ConfigCollection collection) {
        JsonNode given = body.get(collection.idField());
        if (given == null && collection.named()) {
            return UUID.randomUUID().toString();
        }
        if (given == null) {
            throw ConfigProblems.invalid(List.of(new Fault("/" + collection.idField(), "it is missing")));
        }
        return id(given.isTextual() ? given.textValue() : "", collection.idField());
    }

    private static String id(String text, String name) {
        if (text.isBlank()
                || !text.equals(text.strip())
                || text.codePointCount(0, text.length()) > LONGEST_ID
                || text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest(
                    "bad-field",
                    name + ": a text of 1 to " + LONGEST_ID
                            + " characters is wanted, without blanks around it or control characters.");
        }
        return text;
    }

    private static void mustBe(ObjectNode body, String field, String wanted) {
        JsonNode given = body.get(field);
        if (given != null && !wanted.equals(given.textValue())) {
            throw ConfigProblems.invalid(
                    List.of(new Fault("/" + field, "it is " + wanted + " for this request, and cannot be changed")));
        }
    }

    /** Without what the hub itself keeps. */
    private static ObjectNode strip(ObjectNode body, ConfigRequest request) {
        if (body.has(ConfigFields.MONGO_ID)) {
            throw ConfigProblems.invalid(List.of(new Fault("/_id", "it is MongoDB's own")));
        }
        body.remove(ConfigFields.OF_THE_HUB);
        body.remove(List.of(ConfigFields.TENANT, request.collection().idField()));
        return body;
    }

    private static int limit(RequestParameters parameters) {
        String given = parameters.one("limit").orElse(String.valueOf(USUAL));
        if (!given.matches("[0-9]{1,3}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > MOST) {
            throw BadParameter.of("limit", "a whole number from 1 to " + MOST + " is");
        }
        return Integer.parseInt(given);
    }

    private static boolean flag(RequestParameters parameters, String name) {
        return switch (parameters.one(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw BadParameter.of(name, "true or false is");
        };
    }
}
