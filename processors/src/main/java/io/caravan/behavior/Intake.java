package io.caravan.behavior;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.caravan.hub.deadletter.DeadLetter;

/**
 * The decision on a request; as JSON it is the reply.
 *
 * @param accepted how many events go to Kafka
 * @param rejected how many do not
 * @param events the verdict on each, in the order of the request
 * @param rejections how many were rejected for each reason
 * @param tenants how many events count for each tenant
 * @param records the accepted events as they go to Kafka
 * @param deadLetters the rejected ones with their bytes
 */
@JsonPropertyOrder({"accepted", "rejected", "events"})
public record Intake(
        int accepted,
        int rejected,
        List<Verdict> events,
        @JsonIgnore Map<String, Integer> rejections,
        @JsonIgnore Map<String, Integer> tenants,
        @JsonIgnore List<EventRecord> records,
        @JsonIgnore List<DeadLetter> deadLetters) {}
