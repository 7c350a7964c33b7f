package io.caravan.migration.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.caravan.hub.client.HubConnection;

/** Asks a hub for migrations. */
final class MigrationClient {

    private static final String PATH = "/api/v1/migrations";

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final HubConnection hub;
    private final HubConnection patient;

    /** @param patient waits for what takes long */
    MigrationClient(HubConnection hub, HubConnection patient) {
        this.hub = hub;
        this.patient = patient;
    }

    /** @param request the fields of the body */
    Plan plan(Map<String, Object> request) throws IOException {
        return json.readValue(patient.post(PATH + "/plan", json.writeValueAsString(request)), Plan.class);
    }

    Job create(Map<String, Object> request) throws IOException {
        return read(patient.post(PATH, json.writeValueAsString(request)));
    }

    /** @param wish pause, resume, continue, cancel, rollback or finalize */
    Job tell(String id, String wish) throws IOException {
        return read(patient.post(path(id) + "/" + wish, ""));
    }

    JsonNode verify(String id) throws IOException {
        return json.readTree(patient.post(path(id) + "/verify", ""));
    }

    Job job(String id) throws IOException {
        return read(hub.get(path(id) + "?limit=1"));
    }

    List<Job> newest() throws IOException {
        return json.readValue(hub.get(PATH + "?limit=100"), Job.Listing.class).migrations();
    }

    JsonNode report(String id) throws IOException {
        return json.readTree(hub.get(path(id) + "/report"));
    }

    /** The report as a page for people. */
    String page(String id) throws IOException {
        return hub.get(path(id) + "/report?format=html");
    }

    private Job read(String body) throws IOException {
        return json.readValue(body, Job.class);
    }

    private static String path(String id) {
        return PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
