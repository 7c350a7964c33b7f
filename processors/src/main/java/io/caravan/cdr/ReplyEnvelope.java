package io.caravan.cdr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** What is around the list of a reply. Its parser lets go of the buffer where the list begins, and takes it up behind it. */
final class ReplyEnvelope {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final ReplyBuffer buffer;
    private final String listName;
    private ReplyView view;
    private JsonParser parser;
    private boolean wrapped;
    private Integer retCode;
    private String exception = "";

    ReplyEnvelope(ReplyBuffer buffer, String listName) {
        this.buffer = buffer;
        this.listName = listName;
    }

    /**
     * Moves the buffer behind the bracket that opens the list; false at the end of a reply that reports success.
     *
     * @throws VosException when the node reports an error, or the reply is cut off or no JSON
     */
    boolean openList() throws IOException {
        try {
            if (parser == null) {
                begin();
            }
            if (toList()) {
                buffer.skipTo(view.position(parser.currentLocation().getByteOffset()));
                return true;
            }
            if (wrapped && parser.nextToken() != JsonToken.END_ARRAY) {
                throw new VosException(VosException.UNREADABLE, "the reply holds more than one answer");
            }
        } catch (JsonProcessingException e) {
            throw noJson(e, view);
        }
        checkSuccess();
        return false;
    }

    /** The buffer stands behind the bracket that closes the list: for the parser, an empty list was there. */
    void listClosed() throws IOException {
        parse(wrapped ? "[{\"\":[]" : "{\"\":[]");
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            token = parser.nextToken();
        }
    }

    private void begin() throws IOException {
        parse("");
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

    private void parse(String prefix) throws IOException {
        view = new ReplyView(buffer, prefix.getBytes(StandardCharsets.US_ASCII), false);
        parser = FACTORY.createParser(view);
    }

    /** Reads on to the list; false at the end of the object. */
    private boolean toList() throws IOException {
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

    private void checkSuccess() {
        if (retCode == null) {
            throw new VosException(VosException.NO_CODE, "the reply has no retCode");
        }
        if (retCode != 0) {
            throw new VosException(retCode, exception);
        }
    }

    /** @param view what was parsed, to tell where in the reply it is */
    static VosException noJson(JsonProcessingException e, ReplyView view) {
        long position = view.position(e.getLocation().getByteOffset());
        boolean cut = e instanceof JsonEOFException || e.getOriginalMessage().startsWith("Unexpected end-of-input");
        VosException failure = cut ? cutOff(position) : broken(position, e.getOriginalMessage());
        failure.initCause(e);
        return failure;
    }

    static VosException cutOff(long position) {
        return new VosException(VosException.UNREADABLE, "the reply is cut off after byte " + position);
    }

    static VosException broken(long position, String how) {
        return new VosException(VosException.UNREADABLE, "the reply is broken at byte " + position + ": " + how);
    }
}
