package io.caravan.embedded.vos.server;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.caravan.embedded.vos.calls.Account;
import io.caravan.embedded.vos.calls.CallBook;
import io.caravan.embedded.vos.calls.Population;

/** One request to one node: the parameters, and the knobs and the moment it is answered by. */
record Question(CallBook book, ZoneId zone, Knobs knobs, Population population, JsonNode parameters) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    static Question of(SimulatedNode node, Knobs knobs, byte[] body) throws VosError {
        return new Question(node.book(), node.node().zone(), knobs, knobs.population(), parsed(body));
    }

    private static JsonNode parsed(byte[] body) throws VosError {
        try {
            JsonNode parameters = Json.MAPPER.readTree(body);
            if (parameters.isObject() || parameters.isMissingNode()) {
                return parameters;
            }
            throw VosError.badParameter();
        } catch (IOException e) {
            // What a node says to a body that is no JSON; the client sees it.
            throw VosError.badParameter();
        }
    }

    boolean has(String name) {
        return parameters.hasNonNull(name);
    }

    /** The text of a parameter; empty when it is absent or null. */
    String text(String name) throws VosError {
        JsonNode value = parameters.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw VosError.badParameter();
        }
        return value.textValue();
    }

    /** The texts of an array parameter; empty when it is absent or null. */
    List<String> texts(String name) throws VosError {
        JsonNode value = parameters.path(name);
        List<String> texts = new ArrayList<>();
        if (value.isMissingNode() || value.isNull()) {
            return texts;
        }
        if (!value.isArray()) {
            throw VosError.badParameter();
        }
        for (JsonNode text : value) {
            if (!text.isTextual()) {
                throw VosError.badParameter();
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    LocalDate day(String name) throws VosError {
        try {
            return LocalDate.parse(text(name), DAY);
        } catch (DateTimeParseException e) {
            throw VosError.badParameter();
        }
    }

    /** The accounts that {@code accounts} names. */
    List<Account> accounts() throws VosError {
        List<Account> accounts = new ArrayList<>();
        for (String login : texts("accounts")) {
            accounts.add(book.account(login, population).orElseThrow(VosError::notFound));
        }
        return accounts;
    }

    /** Every login the request is about, by {@code accounts} or {@code account}, known or not. */
    List<String> logins() {
        List<String> logins = new ArrayList<>();
        parameters.path("accounts").forEach(login -> logins.add(login.asText()));
        logins.add(parameters.path("account").asText());
        return logins;
    }
}
