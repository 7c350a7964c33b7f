package io.caravan.bench.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Cuts a request into its events without reading more than their users: one record for each, keyed as the hub does. */
final class EventSlices {

    private static final JsonFactory JSON = new JsonFactory();

    record Slice(String user, byte[] event) {}

    private EventSlices() {}

    static List<Slice> of(byte[] body) throws IOException {
        List<Slice> slices = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    slices.add(slice(parser, body));
                }
            }
        }
        return slices;
    }

    private static Slice slice(JsonParser parser, byte[] body) throws IOException {
        int begin = (int) parser.currentTokenLocation().getByteOffset();
        String user = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isUser = "user_id".equals(parser.currentName());
            parser.nextToken();
            if (isUser) {
                user = parser.getText();
            }
            parser.skipChildren();
        }
        int end = (int) parser.currentLocation().getByteOffset();
        return new Slice(user, Arrays.copyOfRange(body, begin, end));
    }
}
