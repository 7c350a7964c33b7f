package io.caravan.config;

import java.time.Clock;
import java.util.Date;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import org.bson.Document;
import org.bson.types.ObjectId;

import io.caravan.hub.http.ProblemException;

/** Decides what becomes of a document, from what is stored and what the request wants. */
public final class ConfigEdits {

    private final Clock clock;

    public ConfigEdits(Clock clock) {
        this.clock = clock;
    }

    /** @throws ProblemException 409 when the document exists */
    public ConfigEdit create(ConfigRequest request, Document found) {
        if (found != null) {
            throw ConfigProblems.exists(request);
        }
        return edit(request, null, content(request.body()));
    }

    /**
     * Replaces the document, or makes it.
     *
     * @throws ProblemException 412 when it is not the one that the request wants to replace, 428 when it does not say which
     */
    public ConfigEdit replace(ConfigRequest request, Document found) {
        if (found != null) {
            checkReplaceable(request, found);
        } else if (request.conditions().wantsAMatch()) {
            throw ConfigProblems.stale(null);
        }
        return edit(request, found, content(request.body()));
    }

    /** @throws ProblemException 404; 412, 428 as for {@link #replace} */
    public ConfigEdit patch(ConfigRequest request, Document found) {
        checkReplaceable(request, existing(found));
        Document patched;
        try {
            patched = MergePatch.apply(found, request.body());
        } catch (ArithmeticException e) {
            throw tooPrecise(e);
        }
        return edit(request, found, patched);
    }

    /** @throws ProblemException 404; 412, 428 as for {@link #replace} */
    public ConfigEdit remove(ConfigRequest request, Document found) {
        checkReplaceable(request, existing(found));
        return new ConfigEdit(request, found, null);
    }

    /**
     * What MongoDB answers to an edit of the version that was read.
     *
     * @throws ProblemException 412 when somebody else was faster
     */
    public void agree(ConfigEdit edit, Document done) {
        if (done == null) {
            throw ConfigProblems.stale(null);
        }
    }

    /** Another client made the same document at the same moment. */
    public void notInserted(ConfigEdit edit, Exception failure) throws Exception {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MongoWriteException refused
                    && refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw edit.request().conditions().onlyNew()
                        ? ConfigProblems.stale(null)
                        : ConfigProblems.exists(edit.request());
            }
        }
        throw failure;
    }

    private static Document existing(Document found) {
        if (found == null) {
            throw ConfigProblems.unknown();
        }
        return found;
    }

    private static void checkReplaceable(ConfigRequest request, Document found) {
        String etag = ETags.of(found);
        if (request.conditions().knows(etag)) {
            throw ConfigProblems.stale(etag);
        }
        if (!request.conditions().wantsAMatch()) {
            throw ConfigProblems.unconditional(etag);
        }
        if (!request.conditions().matches(etag)) {
            throw ConfigProblems.stale(etag);
        }
    }

    private ConfigEdit edit(ConfigRequest request, Document before, Document content) {
        var now = new Date(clock.millis());
        var after = new Document(
                ConfigFields.MONGO_ID, before == null ? new ObjectId() : before.get(ConfigFields.MONGO_ID));
        after.putAll(request.criteria());
        content.forEach(after::putIfAbsent);
        after.put(ConfigFields.REVISION, revision(before) + 1);
        after.put(ConfigFields.CREATED, before == null ? now : before.getOrDefault(ConfigFields.CREATED, now));
        after.put(ConfigFields.UPDATED, now);
        return new ConfigEdit(request, before, after);
    }

    private static long revision(Document before) {
        return before != null && before.get(ConfigFields.REVISION) instanceof Number number ? number.longValue() : 0;
    }

    private static Document content(ObjectNode body) {
        try {
            return BsonValues.document(body);
        } catch (ArithmeticException e) {
            throw tooPrecise(e);
        }
    }

    private static ProblemException tooPrecise(ArithmeticException e) {
        ProblemException problem = ConfigProblems.invalid(
                List.of(new ConfigProblems.Fault("", "a number cannot be kept: " + e.getMessage())));
        problem.initCause(e);
        return problem;
    }
}
