package io.caravan.config;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import io.caravan.testing.HubProcess;

/**
 * Asks a hub for documents.
 *
 * @param key null for none
 */
record ConfigClient(HubProcess hub, String key) {

    private static final String BASE = "/api/v1/config/";

    HttpResponse<String> get(String path, String... headers) {
        return hub.send(request(path, headers).build());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    HttpResponse<String> put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    HttpResponse<String> patch(String path, String body, String... headers) {
        return hub.send(request(path, headers)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> delete(String path, String... headers) {
        return hub.send(request(path, headers).DELETE().build());
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        return hub.send(request(path, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.api(BASE + path));
        if (key != null) {
            request.header("X-Api-Key", key);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    static String etag(HttpResponse<String> reply) {
        return reply.headers().firstValue("ETag").orElseThrow();
    }
}
