package io.caravan.query.view;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** A ClickHouse that tells what it has. */
public interface SchemaSource {

    /**
     * @param select without a FORMAT
     * @param parameters values of its {@code {name:Type}} parameters
     * @return objects with the columns as keys
     * @throws IOException when the server does not answer
     * @throws SchemaException when it refuses the statement
     */
    List<JsonNode> rows(String select, Map<String, String> parameters) throws IOException;
}
