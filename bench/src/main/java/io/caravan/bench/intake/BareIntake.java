package io.caravan.bench.intake;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.caravan.bench.load.LoadResult;
import io.caravan.bench.load.ProducerSettings;

/** The peer: a bare Vert.x handler that answers when Kafka has acknowledged every event. It checks nothing. */
public final class BareIntake {

    static final String READY = "bare intake listens";

    private final Producer<String, byte[]> producer;
    private final String topic;

    private BareIntake(Producer<String, byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** @param args port, brokers, topic */
    public static void main(String[] args) {
        var intake = new BareIntake(ProducerSettings.producer(args[1]), args[2]);
        HttpServer server = Vertx.vertx()
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(args[0])));
        server.requestHandler(intake::handle).listen().onSuccess(listening -> System.out.println(READY));
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            try {
                send(request, EventSlices.of(body.getBytes()));
            } catch (IOException e) {
                answer(request, 400);
            }
        });
    }

    private void send(HttpServerRequest request, List<EventSlices.Slice> events) {
        var open = new AtomicInteger(events.size());
        var context = Vertx.currentContext();
        for (EventSlices.Slice event : events) {
            producer.send(new ProducerRecord<>(topic, event.user(), event.event()), (done, failure) -> {
                if (failure != null) {
                    context.runOnContext(ignored -> answer(request, 503));
                } else if (open.decrementAndGet() == 0) {
                    context.runOnContext(ignored -> answer(request, LoadResult.ACCEPTED));
                }
            });
        }
    }

    private static void answer(HttpServerRequest request, int status) {
        if (!request.response().ended()) {
            request.response().setStatusCode(status).end();
        }
    }
}
