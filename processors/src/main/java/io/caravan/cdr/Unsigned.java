package io.caravan.cdr;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;

/** A {@code UInt64} of the store in JSON: Java's long has the same bits, and the wrong sign. */
final class Unsigned {

    private Unsigned() {}

    static final class Writer extends JsonSerializer<Long> {
        @Override
        public void serialize(Long value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(Long.toUnsignedString(value));
        }
    }

    static final class Reader extends JsonDeserializer<Long> {
        @Override
        public Long deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Long.parseUnsignedLong(json.getText());
        }
    }
}
