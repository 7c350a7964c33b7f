package io.caravan.embedded.vos.server;

import java.io.IOException;
import java.io.OutputStream;

import com.fasterxml.jackson.core.JsonGenerator;

/** Puts the frame of the interface around what is replied: retCode first, in an array when asked for. */
final class ReplyWriter {

    private ReplyWriter() {}

    static void write(OutputStream out, Reply reply, boolean arrayWrapped) throws IOException {
        write(out, 0, reply, arrayWrapped);
    }

    /** Like real nodes, a refused GetCdr still has its list, empty. */
    static void write(OutputStream out, VosError error, String interfaceName, boolean arrayWrapped) throws IOException {
        Reply text = json -> {
            json.writeStringField("exception", error.getMessage());
            if (interfaceName.equals(GetCdr.NAME)) {
                json.writeArrayFieldStart(GetCdr.LIST);
                json.writeEndArray();
            }
        };
        write(out, error.retCode(), text, arrayWrapped);
    }

    private static void write(OutputStream out, int retCode, Reply reply, boolean arrayWrapped) throws IOException {
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            if (arrayWrapped) {
                json.writeStartArray();
            }
            json.writeStartObject();
            json.writeNumberField("retCode", retCode);
            reply.writeFields(json);
            json.writeEndObject();
            if (arrayWrapped) {
                json.writeEndArray();
            }
        }
    }
}
