package io.caravan.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** Reads documents that clients send, and keeps out what MongoDB, or who reads them, would choke on. */
public final class DocumentLimits {

    private final JsonMapper json;
    private final int mostBytes;
    private final int mostLevels;

    /** @param mostLevels objects and arrays in each other */
    public DocumentLimits(int mostBytes, int mostLevels) {
        this.json = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(mostLevels)
                                .build())
                        .build())
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        this.mostBytes = mostBytes;
        this.mostLevels = mostLevels;
    }

    /**
     * @throws ProblemException when it is too large, nested too deeply, no object, or has a name that MongoDB cannot keep
     * @throws IOException when it is no JSON
     */
    ObjectNode read(byte[] body) throws IOException {
        if (body == null || body.length == 0) {
            throw ProblemException.badRequest("malformed-json", "A JSON object is wanted as the body.");
        }
        checkSize(body.length);
        JsonNode read;
        try {
            read = json.readTree(body);
        } catch (StreamConstraintsException e) {
            throw new ProblemException(tooDeep(), e);
        }
        if (!(read instanceof ObjectNode document)) {
            throw ProblemException.badRequest("malformed-json", "A JSON object is wanted as the body.");
        }
        checkNames(document, "");
        return document;
    }

    /** What a patch has made of a document. */
    void check(ObjectNode document) {
        checkSize(document.toString().getBytes(StandardCharsets.UTF_8).length);
        if (levels(document) > mostLevels) {
            throw new ProblemException(tooDeep());
        }
    }

    private Problem tooDeep() {
        return Problem.of(
                400,
                "too-deep",
                "The document is nested too deeply",
                "At most " + mostLevels + " objects and lists may stand in each other.");
    }

    private void checkSize(int bytes) {
        if (bytes > mostBytes) {
            throw new ProblemException(Problem.of(
                    413,
                    "too-large",
                    "The document is too large",
                    bytes + " bytes are more than " + mostBytes + " (caravan.config.max-document)."));
        }
    }

    private static int levels(JsonNode node) {
        int below = 0;
        for (JsonNode child : node) {
            below = Math.max(below, levels(child));
        }
        return node.isContainerNode() ? below + 1 : 0;
    }

    private static void checkNames(JsonNode node, String pointer) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                checkNames(node.get(i), pointer + "/" + i);
            }
        }
        node.properties().forEach(field -> {
            String name = field.getKey();
            String here = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            if (name.isEmpty() || name.startsWith("$") || name.indexOf('.') >= 0 || name.indexOf('\0') >= 0) {
                throw ConfigProblems.invalid(
                        List.of(
                                new ConfigProblems.Fault(
                                        here.replace('\0', ' '),
                                        "a name may not be empty, begin with $, or hold a dot or a NUL, which mean something to MongoDB")));
            }
            checkNames(field.getValue(), here);
        });
    }
}
