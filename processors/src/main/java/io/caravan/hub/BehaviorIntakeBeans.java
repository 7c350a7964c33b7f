package io.caravan.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Predicate;

import io.caravan.behavior.BehaviorIntake;
import io.caravan.behavior.Bots;
import io.caravan.behavior.EventResends;
import io.caravan.behavior.IntakeBody;
import io.caravan.behavior.IntakeCounts;
import io.caravan.behavior.IntakeReplies;
import io.caravan.behavior.IntakeRoom;
import io.caravan.behavior.IntakeRules;
import io.caravan.behavior.Pixel;
import io.caravan.behavior.Privacy;
import io.caravan.behavior.Scenarios;
import io.caravan.behavior.TenantLimits;
import io.caravan.behavior.UserHash;
import io.caravan.hub.config.ConfigException;
import io.caravan.hub.config.HubProperties;
import io.caravan.hub.health.DependencyMonitor;
import io.caravan.hub.http.AsyncHttpEngine;
import io.caravan.kafka.CallerThread;
import io.caravan.kafka.RecordBatchClients;

import static java.util.Map.entry;

/** The verbs of the intake of events, by the names routes call them. */
final class BehaviorIntakeBeans {

    private static final String PREFIX = "caravan.behavior.intake.";
    private static final String SECRET = "caravan.behavior.privacy.secret";

    private BehaviorIntakeBeans() {}

    static Map<String, Object> of(
            HubProperties properties,
            ObjectMapper strictJson,
            Clock clock,
            Scenarios scenarios,
            DependencyMonitor monitor) {
        var intake = new BehaviorIntake(strictJson, rules(properties), scenarios, privacy(properties), clock);
        return Map.ofEntries(
                entry("asyncHttp", new AsyncHttpEngine(properties.integer("caravan.http.port"))),
                entry("callerThread", new CallerThread()),
                entry("recordBatches", new RecordBatchClients()),
                entry("intakeBody", new IntakeBody(properties.integer(PREFIX + "max-unpacked"))),
                entry(
                        "intakeRoom",
                        new IntakeRoom(
                                monitor,
                                properties.integer(PREFIX + "in-flight-requests"),
                                properties.integer(PREFIX + "in-flight-bytes"))),
                entry("behaviorIntake", intake),
                entry("anyEventRejected", (Predicate) BehaviorIntake::anyEventRejected),
                entry("eventResends", new EventResends(intake, strictJson)),
                entry(
                        "tenantLimits",
                        new TenantLimits(properties.integer(PREFIX + "rate"), properties.integer(PREFIX + "burst"))),
                entry("intakeCounts", new IntakeCounts()),
                entry("intakeReplies", new IntakeReplies()),
                entry("pixel", new Pixel(strictJson)));
    }

    private static IntakeRules rules(HubProperties properties) {
        return new IntakeRules(
                Set.copyOf(properties.list(PREFIX + "actions")),
                fields(properties, PREFIX + "required"),
                properties.integer(PREFIX + "max-events"),
                properties.integer(PREFIX + "max-event"),
                properties.duration(PREFIX + "max-age"),
                properties.duration(PREFIX + "max-ahead"));
    }

    private static Privacy privacy(HubProperties properties) {
        return new Privacy(
                properties.flag("caravan.behavior.privacy.truncate-ip"),
                properties.flag("caravan.behavior.privacy.hash-users") ? new UserHash(secret(properties)) : null,
                Set.copyOf(fields(properties, "caravan.behavior.privacy.drop")),
                new Bots(properties.list(PREFIX + "bots")));
    }

    private static List<String> fields(HubProperties properties, String key) {
        List<String> fields = properties.list(key);
        fields.stream()
                .filter(field -> !IntakeRules.isOptional(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new ConfigException(key + ": " + field + " is no optional field of an event");
                });
        return fields;
    }

    private static String secret(HubProperties properties) {
        String secret = properties.get(SECRET);
        if (secret.isEmpty() && !properties.isEmpty(SECRET + "-file")) {
            secret = read(properties.path(SECRET + "-file"));
        }
        if (secret.isEmpty()) {
            throw new ConfigException(
                    "caravan.behavior.privacy.hash-users wants a secret: set " + SECRET + "-file, or " + SECRET);
        }
        return secret;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConfigException("cannot read the secret in " + file, e);
        }
    }
}
