package io.caravan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What every error reply must be, whatever went wrong. */
public final class Problems {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Problems() {}

    /**
     * Asserts that the reply is this problem and tells nothing of the hub's inside.
     *
     * @return the problem, for what else a test wants to know of it
     */
    public static JsonNode assertProblem(HttpResponse<String> reply, int status, String type) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(reply.headers().map().keySet()).as("headers of the reply").allMatch(name -> java.util.Set.of(
                        "content-type", "content-length", "transfer-encoding", "retry-after", "vary")
                .contains(name.toLowerCase(java.util.Locale.ROOT)));
        assertThat(reply.body())
                .doesNotContain("\tat ")
                .doesNotContainPattern("(java|org|io|com)\\.[a-z]+\\.")
                .doesNotContain("Exception");
        JsonNode problem = json(reply.body());
        assertThat(problem.path("type").textValue()).isEqualTo("urn:caravan:problem:" + type);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("title").textValue()).isNotBlank();
        assertThat(problem.path("detail").textValue()).isNotBlank();
        return problem;
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + text, e);
        }
    }
}
