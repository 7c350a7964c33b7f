package io.caravan.cdr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A reply of a VOS node, read as a stream: an object, or an array of one object, with {@code retCode} and one list of
 * items. HTTP 200 says nothing about success; {@code retCode} does, wherever in the reply it stands.
 *
 * <p>Jackson reads what is around the list. An item of it is read by Jackson too, or taken from the buffer by whoever knows
 * a faster way.
 */
final class VosReply implements AutoCloseable {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    /** Long enough that the parser does not guess the encoding from what follows. */
    private static final byte[] IN_LIST = "[   ".getBytes(StandardCharsets.US_ASCII);

    private final ReplyBuffer buffer;
    private final ReplyEnvelope envelope;
    private boolean listOpen;
    private boolean first;

    /** One item of the list, parsed and as it was sent. */
    record Item(JsonNode json, byte[] raw) {}

    /** Nothing is read from the body before the first item is asked for. */
    VosReply(InputStream body, String listName) {
        this.buffer = new ReplyBuffer(body);
        this.envelope = new ReplyEnvelope(buffer, listName);
    }

    /**
     * The next item of the list; empty at the end of a reply that reports success.
     *
     * @throws VosException when the node reports an error, or the reply is cut off or no JSON
     */
    Optional<Item> next() {
        return advance() ? Optional.of(item()) : Optional.empty();
    }

    /** Moves the buffer to the first byte of the next item; false at the end of a reply that reports success. */
    boolean advance() {
        try {
            while (listOpen || envelope.openList()) {
                if (!listOpen) {
                    listOpen = true;
                    first = true;
                }
                if (toItem()) {
                    return true;
                }
                listOpen = false;
                envelope.listClosed();
            }
            return false;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The item at which the buffer stands; it stands behind it then. */
    Item item() {
        var view = new ReplyView(buffer, IN_LIST, true);
        try (JsonParser parser = JSON.getFactory().createParser(view)) {
            parser.nextToken();
            parser.nextToken();
            JsonNode json = JSON.readTree(parser);
            int length = Math.toIntExact(view.position(parser.currentLocation().getByteOffset()) - buffer.position());
            byte[] raw = buffer.copy(length);
            buffer.skip(length);
            return new Item(json, raw);
        } catch (JsonProcessingException e) {
            throw ReplyEnvelope.noJson(e, view);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Brings so many bytes, from the item on, into the buffer, or all that there are; false when there are no more. */
    boolean fill(int wanted) {
        int before = buffer.end() - buffer.begin();
        try {
            buffer.fill(wanted);
            return buffer.end() - buffer.begin() > before;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    ReplyBuffer buffer() {
        return buffer;
    }

    /** False at the end of the list, which is skipped. */
    private boolean toItem() throws IOException {
        int found = buffer.skipBlanks();
        if (!first && found == ',') {
            buffer.skip(1);
            found = buffer.skipBlanks();
            if (found == ']') {
                throw ReplyEnvelope.broken(buffer.position(), "nothing follows a comma");
            }
        } else if (found == ']') {
            buffer.skip(1);
            return false;
        } else if (!first && found >= 0) {
            throw ReplyEnvelope.broken(buffer.position(), "neither a comma nor the end of the list");
        }
        if (found < 0) {
            throw ReplyEnvelope.cutOff(buffer.position());
        }
        first = false;
        return true;
    }

    private static VosException unreadable(IOException e) {
        return new VosException(VosException.UNREADABLE, "the reply cannot be read: " + e.getMessage(), e);
    }

    /** Gives up what has not been read; also from another thread, which breaks off the reading. */
    void abort() throws IOException {
        buffer.abort();
    }

    @Override
    public void close() throws IOException {
        buffer.close();
    }
}
