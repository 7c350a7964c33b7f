package io.caravan.query.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;

/** How many questions about a view a client has under way. Clients without a key count as one. */
public final class QueryPlaces {

    private final Map<Place, Integer> taken = new ConcurrentHashMap<>();

    private record Place(String client, String view) {}

    /**
     * Lets the question in; its place is free again with the last byte of its answer, so that a client which asks one question
     * after the other is not refused. The exchange ends a moment later.
     *
     * @throws ProblemException 429 when the client has as many under way as the view allows
     */
    public void enter(QueryQuestion question, Exchange exchange) {
        Place place = new Place(question.client(), question.view().name());
        int most = question.view().limits().concurrency();
        if (taken.merge(place, 1, Integer::sum) > most) {
            leave(place);
            throw new ProblemException(Problem.of(
                            429,
                            "too-many-questions",
                            "Too many questions at a time",
                            "The view " + place.view() + " answers at most " + most + " at a time to one client.")
                    .retryAfter(1));
        }
        var left = new AtomicBoolean();
        Runnable leaving = () -> {
            if (left.compareAndSet(false, true)) {
                leave(place);
            }
        };
        question.request().response().bodyEndHandler(written -> leaving.run());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                leaving.run();
            }

            @Override
            public boolean allowHandover() {
                return false;
            }
        });
    }

    private void leave(Place place) {
        taken.computeIfPresent(place, (key, count) -> count == 1 ? null : count - 1);
    }
}
