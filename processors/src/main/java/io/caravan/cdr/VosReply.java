package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A reply of a VOS node, read as a stream: an object, or an array of one object, with {@code retCode} and one list of
 * items. HTTP 200 says nothing about success; {@code retCode} does, wherever in the reply it stands.
 */
final class VosReply implements AutoCloseable {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();
    private static final JsonFactory FACTORY = JSON.getFactory();

    private final RecordingStream bytes;
    private final String listName;
    private JsonParser parser;
    private boolean wrapped;
    private boolean listOpen;
    private Integer retCode;
    private String exception = "";

    /** One item of the list, parsed and as it was sent. */
    record Item(JsonNode json, byte[] raw) {}

    /** Nothing is read from the body before the first item is asked for. */
    VosReply(InputStream body, String listName) {
        this.bytes = new RecordingStream(body);
        this.listName = listName;
    }

    /**
     * The next item of the list; empty at the end of a reply that reports success.
     *
     * @throws VosException when the node reports an error, or the reply is cut off or no JSON
     */
    Optional<Item> next() {
        try {
            if (parser == null) {
                begin();
            }
            if (!listOpen && !openList()) {
                end();
                checkSuccess();
                return Optional.empty();
            }
            bytes.keepFrom(parser.currentLocation().getByteOffset());
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                bytes.keepNothing();
                listOpen = false;
                return next();
            }
            return Optional.of(item());
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new VosException(VosException.UNREADABLE, "the reply cannot be read: " + e.getMessage(), e);
        }
    }

    private static VosException unreadable(JsonProcessingException e) {
        long position = e.getLocation().getByteOffset();
        boolean cut = e instanceof JsonEOFException || e.getOriginalMessage().startsWith("Unexpected end-of-input");
        String what = cut
                ? "the reply is cut off after byte " + position
                : "the reply is broken at byte " + position + ": " + e.getOriginalMessage();
        return new VosException(VosException.UNREADABLE, what, e);
    }

    private void begin() throws IOException {
        parser = FACTORY.createParser(bytes);
        if (parser.currentLocation().getByteOffset() < 0) {
            throw new VosException(VosException.UNREADABLE, "the reply is not in UTF-8");
        }
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new VosException(VosException.UNREADABLE, "the reply is empty");
        }
        if (token == JsonToken.START_ARRAY) {
            wrapped = true;
            token = parser.nextToken();
        }
        if (token != JsonToken.START_OBJECT) {
            throw new VosException(VosException.UNREADABLE, "the reply is no object");
        }
    }

    /** Reads on to the list; false at the end of the object. */
    private boolean openList() throws IOException {
        JsonToken token = parser.nextToken();
        while (token == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            token = parser.nextToken();
            if (name.equals("retCode")) {
                // Of null or a word, Jackson would make 0: success.
                retCode = token == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : VosException.NO_CODE;
            } else if (name.equals("exception")) {
                exception = parser.getValueAsString("");
            } else if (name.equals(listName) && token == JsonToken.START_ARRAY) {
                listOpen = true;
                return true;
            } else {
                parser.skipChildren();
            }
            token = parser.nextToken();
        }
        if (token != JsonToken.END_OBJECT) {
            throw new VosException(VosException.UNREADABLE, "the reply is cut off");
        }
        return false;
    }

    private void end() throws IOException {
        if (wrapped && parser.nextToken() != JsonToken.END_ARRAY) {
            throw new VosException(VosException.UNREADABLE, "the reply holds more than one answer");
        }
    }

    private Item item() throws IOException {
        long from = parser.currentTokenLocation().getByteOffset();
        JsonNode json = JSON.readTree(parser);
        return new Item(json, bytes.between(from, parser.currentLocation().getByteOffset()));
    }

    private void checkSuccess() {
        if (retCode == null) {
            throw new VosException(VosException.NO_CODE, "the reply has no retCode");
        }
        if (retCode != 0) {
            throw new VosException(retCode, exception);
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
