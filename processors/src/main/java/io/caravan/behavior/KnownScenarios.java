package io.caravan.behavior;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.log.Causes;

/**
 * The active scenarios in MongoDB's collection {@code scenarios}, read again in the background. Until MongoDB has answered
 * for the first time every scenario passes: a missing MongoDB must not cost events.
 */
public final class KnownScenarios implements Scenarios, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KnownScenarios.class);

    private record Scenario(String tenant, String id) {}

    private final MongoClient mongo;
    private final String database;
    private final ScheduledExecutorService reader;
    private final Duration every;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Set<Scenario> known;

    /** @param every how often they are read, from the first question on */
    public KnownScenarios(MongoClient mongo, String database, Duration every) {
        this.mongo = mongo;
        this.database = database;
        this.reader = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "known-scenarios");
            thread.setDaemon(true);
            return thread;
        });
        this.every = every;
    }

    @Override
    public boolean known(String tenant, String scenario) {
        if (!reading.getAndSet(true)) {
            reader.scheduleWithFixedDelay(this::refresh, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        }
        Set<Scenario> now = known;
        return now == null || now.contains(new Scenario(tenant, scenario));
    }

    private void refresh() {
        try {
            Set<Scenario> read = new HashSet<>();
            for (Document found : mongo.getDatabase(database)
                    .getCollection("scenarios")
                    .find(Filters.eq("status", "active"))
                    .projection(Projections.include("tenant_id", "scenario_id"))) {
                read.add(new Scenario(found.getString("tenant_id"), found.getString("scenario_id")));
            }
            known = Set.copyOf(read);
        } catch (MongoException | ClassCastException e) {
            LOG.warn(
                    "The scenarios cannot be read: {}. {}",
                    Causes.brief(e),
                    known == null ? "Events of any scenario are accepted." : "Those of the last time stay in force.");
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
