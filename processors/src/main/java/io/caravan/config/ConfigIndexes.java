package io.caravan.config;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoCommandException;
import org.bson.Document;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** The index that lets a tenant have an id once in a collection, made before the first document is. */
public final class ConfigIndexes {

    private static final int DUPLICATES = 11000;

    private final Set<ConfigCollection> there = ConcurrentHashMap.newKeySet();

    public boolean missing(ConfigRequest request) {
        return !there.contains(request.collection());
    }

    /** The command that makes it; done again it changes nothing. */
    public Document command(ConfigRequest request) {
        String id = request.collection().idField();
        return new Document("createIndexes", request.stored())
                .append(
                        "indexes",
                        List.of(new Document("key", new Document("tenant_id", 1).append(id, 1))
                                .append("name", "tenant_id_1_" + id + "_1")
                                .append("unique", true)));
    }

    public void made(ConfigRequest request) {
        there.add(request.collection());
    }

    /** Other programs may have written what the index forbids. */
    public void notMade(ConfigRequest request, Exception failure) throws Exception {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DuplicateKeyException
                    || cause instanceof MongoCommandException refused && refused.getErrorCode() == DUPLICATES) {
                throw new ProblemException(
                        Problem.of(
                                409,
                                "ambiguous-documents",
                                "The collection holds an id twice",
                                "Two documents of " + request.stored() + " have the same tenant_id and "
                                        + request.collection().idField() + "; remove one of them in MongoDB."),
                        failure);
            }
        }
        throw failure;
    }
}
