package io.caravan.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.config.ConfigProblems.Fault;
import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;
import io.caravan.hub.log.Causes;

/** A JSON Schema (draft 2020-12) in a file, read again when it is needed, so that an edit needs no restart. */
final class SchemaFile {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private String lastText = "";
    private Schema schema;

    SchemaFile(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            current();
        }
    }

    /** What of the document does not fit. */
    List<Fault> faults(JsonNode document) {
        Schema now = current();
        if (now == null) {
            throw new ProblemException(Problem.of(
                    503,
                    "no-schema",
                    "The collection has no usable schema",
                    "Nothing was accepted. The hub's log says what is wrong with " + file.getFileName() + "."));
        }
        return now.validate(document).stream().map(SchemaFile::fault).toList();
    }

    /** A file that cannot be used is told, and the schema of before stays. */
    private synchronized Schema current() {
        try {
            String text = Files.readString(file);
            if (!text.equals(lastText)) {
                lastText = text;
                schema = compile(text);
            }
        } catch (IOException | SchemaException | IllegalArgumentException e) {
            LOG.error(
                    "{} cannot be used: {}; {}",
                    file,
                    Causes.brief(e),
                    schema == null ? "its documents cannot be written" : "the schema of before stays");
        }
        return schema;
    }

    private static Schema compile(String text) throws IOException {
        JsonNode json = JSON.readTree(text);
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .locale(Locale.ENGLISH)
                        .preloadSchema(true)
                        .build()));
        List<Error> faults = registry.getSchema(
                        SchemaLocation.of(Dialects.getDraft202012().getId()))
                .validate(json);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("it is no JSON Schema: " + faults.get(0));
        }
        Schema compiled = registry.getSchema(json);
        // A reference to nowhere shows only now.
        compiled.validate(JSON.createObjectNode());
        return compiled;
    }

    private static Fault fault(Error error) {
        String pointer = error.getInstanceLocation().toString();
        // A field too many is named itself, not the object it stands in.
        boolean unknown = "additionalProperties".equals(error.getKeyword()) && error.getProperty() != null;
        return new Fault(
                unknown ? pointer + "/" + error.getProperty().replace("~", "~0").replace("/", "~1") : pointer,
                error.getMessage());
    }
}
