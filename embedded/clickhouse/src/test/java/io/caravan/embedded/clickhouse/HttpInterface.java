package io.caravan.embedded.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** ClickHouse's HTTP interface as one user. */
record HttpInterface(int port, String user, String password) {

    /** The answer to a statement that must succeed, without its last line break. */
    String ask(String statement) throws IOException, InterruptedException {
        HttpResponse<String> response = send(statement);
        if (response.statusCode() != 200) {
            throw new IOException(statement + ": " + response.body());
        }
        return response.body().strip();
    }

    HttpResponse<String> send(String statement) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("X-ClickHouse-User", user)
                .header("X-ClickHouse-Key", password)
                .POST(HttpRequest.BodyPublishers.ofString(statement))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
