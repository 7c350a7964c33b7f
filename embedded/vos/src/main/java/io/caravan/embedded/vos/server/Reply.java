package io.caravan.embedded.vos.server;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;

/** Writes the fields of a reply behind its retCode. */
@FunctionalInterface
interface Reply {

    void writeFields(JsonGenerator json) throws IOException;
}
