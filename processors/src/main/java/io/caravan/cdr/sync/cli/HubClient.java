package io.caravan.cdr.sync.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.caravan.hub.client.HubConnection;

/** Asks a running hub for backfills. */
final class HubClient {

    private static final String PATH = "/api/v1/cdrs/sync";

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final HubConnection hub;

    HubClient(HubConnection hub) {
        this.hub = hub;
    }

    /** @param request the fields of the body */
    Job create(Map<String, Object> request) throws IOException {
        return read(hub.post(PATH, json.writeValueAsString(request)));
    }

    /** @param wish pause, resume or cancel */
    Job tell(String id, String wish) throws IOException {
        return read(hub.post(path(id) + "/" + wish, ""));
    }

    Job job(String id) throws IOException {
        return read(hub.get(path(id) + "?limit=1"));
    }

    List<Job> newest() throws IOException {
        return json.readValue(hub.get(PATH), Job.Listing.class).syncs();
    }

    private Job read(String body) throws IOException {
        return json.readValue(body, Job.class);
    }

    private static String path(String id) {
        return PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
