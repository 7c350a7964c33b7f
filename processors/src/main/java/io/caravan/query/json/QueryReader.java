package io.caravan.query.json;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.caravan.query.Condition;
import io.caravan.query.Query;
import io.caravan.query.QueryException;

/**
 * Reads a question as clients send it:
 * {@code {"select":[…],"where":{…},"groupBy":[…],"aggregate":{…},"orderBy":["path","-path"],"limit":n,"cursor":"…"}}.
 * Whether there are such paths is for the planner to say. Has no state; safe for use by several threads.
 */
public final class QueryReader {

    private static final int MOST_COLUMNS = 100;
    private static final int MOST_LEVELS = 32;
    private static final int MOST_VALUES = 1000;
    private static final int MOST_DIGITS = 100;

    private static final Set<String> NAMES =
            Set.of("select", "where", "groupBy", "aggregate", "orderBy", "limit", "cursor");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_LEVELS)
                            .maxNumberLength(MOST_DIGITS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Function<JsonNode, Condition> conditions;

    /** @param conditions reads the member {@code where} */
    public QueryReader(Function<JsonNode, Condition> conditions) {
        this.conditions = conditions;
    }

    /**
     * @param view the name of the view that is asked
     * @param body JSON in UTF-8
     * @throws QueryException naming the part that makes no sense
     */
    public Asked read(String view, byte[] body) {
        Members members = new Members(parse(body), MOST_COLUMNS).checked(NAMES);
        List<String> select = members.texts("select");
        List<String> groupBy = members.texts("groupBy");
        List<Query.Aggregate> aggregate = members.get("aggregate")
                .map(json -> AggregateReader.read(json, MOST_COLUMNS))
                .orElse(List.of());
        checkColumns(select, groupBy, aggregate);
        String fingerprint = Fingerprint.of(view, members.json());
        Query query = new Query(
                select,
                members.get("where").map(this::where),
                groupBy,
                aggregate,
                OrderReader.read(members.texts("orderBy")),
                members.count("limit"),
                members.text("cursor")
                        .map(text -> Cursor.read(text, fingerprint).offset())
                        .orElse(0));
        return new Asked(query, fingerprint);
    }

    private static ObjectNode parse(byte[] body) {
        try {
            if (body != null && JSON.readTree(body) instanceof ObjectNode question) {
                return question;
            }
        } catch (StreamConstraintsException e) {
            throw new QueryException(
                    "body",
                    "The question is nested over " + MOST_LEVELS + " levels, or has a number of over " + MOST_DIGITS
                            + " digits.");
        } catch (JsonProcessingException e) {
            throw new QueryException("body", "The question is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new QueryException("body", "The question is no JSON in UTF-8.");
        }
        throw new QueryException("body", "A JSON object is wanted, such as {\"select\":[\"id\"]}.");
    }

    private Condition where(JsonNode json) {
        checkLists(json);
        return conditions.apply(json);
    }

    private static void checkLists(JsonNode json) {
        if (json.isArray() && json.size() > MOST_VALUES) {
            throw new QueryException(
                    "where", "where: a list holds at most " + MOST_VALUES + " values, not " + json.size() + ".");
        }
        json.forEach(QueryReader::checkLists);
    }

    private static void checkColumns(List<String> select, List<String> groupBy, List<Query.Aggregate> aggregate) {
        if (select.isEmpty() && groupBy.isEmpty() && aggregate.isEmpty()) {
            throw new QueryException("select", "select: paths are wanted; or groupBy, or aggregate.");
        }
        if (!select.isEmpty() && !(groupBy.isEmpty() && aggregate.isEmpty())) {
            throw new QueryException(
                    "select", "select: it is left out beside groupBy and aggregate, which are shown themselves.");
        }
        if (groupBy.size() + aggregate.size() > MOST_COLUMNS) {
            throw new QueryException("groupBy", "groupBy and aggregate: at most " + MOST_COLUMNS + " together.");
        }
        Set<String> names = new HashSet<>(groupBy);
        Optional<Query.Aggregate> twice =
                aggregate.stream().filter(one -> !names.add(one.name())).findFirst();
        twice.ifPresent(one -> {
            throw new QueryException(
                    "aggregate." + one.name(), "aggregate." + one.name() + ": a path of groupBy has this name.");
        });
    }
}
