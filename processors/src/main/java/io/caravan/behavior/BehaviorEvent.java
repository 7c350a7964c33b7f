package io.caravan.behavior;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something a user did with an item, as clients send it and as it stands in Kafka. Names are snake_case; the camelCase
 * names of browser trackers are understood too.
 *
 * @param timestamp when it happened, epoch milliseconds
 * @param receivedAt when the hub accepted it, epoch milliseconds; never taken from a client
 * @param position place in the list that was shown, from 0
 * @param duration seconds
 * @param watchDuration seconds
 * @param completionRate 0 to 1
 * @param extraData anything else: a JSON value, or a text that holds one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BehaviorEvent(
        @JsonProperty("event_id") @JsonAlias("eventId") String eventId,
        @JsonProperty("tenant_id") @JsonAlias("tenantId") String tenantId,

        @JsonProperty("scenario_id") @JsonAlias("scenarioId")
        String scenarioId,

        @JsonProperty("user_id") @JsonAlias("userId") String userId,
        @JsonProperty("item_id") @JsonAlias("itemId") String itemId,

        @JsonProperty("action_type") @JsonAlias({"actionType", "action"})
        String actionType,

        Long timestamp,
        @JsonProperty("received_at") Long receivedAt,
        Context context,

        @JsonProperty("experiment_id") @JsonAlias("experimentId")
        String experimentId,

        @JsonProperty("experiment_group") @JsonAlias("experimentGroup")
        String experimentGroup,

        Integer position,
        Double duration,

        @JsonProperty("watch_duration") @JsonAlias("watchDuration")
        Double watchDuration,

        @JsonProperty("completion_rate") @JsonAlias("completionRate")
        Double completionRate,

        @JsonProperty("extra_data") @JsonAlias("extraData") JsonNode extraData) {

    /** Where it happened. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Context(
            @JsonProperty("device_type") @JsonAlias("deviceType")
            String deviceType,

            String os,
            String location,
            String ip,

            @JsonProperty("user_agent") @JsonAlias("userAgent")
            String userAgent) {

        static final Context NONE = new Context(null, null, null, null, null);
    }

    BehaviorEvent accepted(String id, String action, long happenedAt, long acceptedAt) {
        return new BehaviorEvent(
                id,
                tenantId.strip(),
                scenarioId.strip(),
                userId.strip(),
                itemId.strip(),
                action,
                happenedAt,
                acceptedAt,
                context,
                experimentId,
                experimentGroup,
                position,
                duration,
                watchDuration,
                completionRate,
                extraData);
    }
}
