package io.caravan.hub.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.LoggerFactory;

/**
 * Lines that are logged while a route works tell its stream, route, topic, partition and offset where there are any.
 *
 * <p>A step only notes whose exchange it works on; what is said about it is put together when a line is really logged. Camel's own
 * service does that at every step, which cost the intake a seventh of its time.
 */
public final class LogOrigin extends ServiceSupport implements InterceptStrategy {

    private static final String ROUTE = "camel.routeId";
    private static final String STREAM = "stream";
    private static final List<String> HEADERS =
            List.of(KafkaConstants.TOPIC, KafkaConstants.PARTITION, KafkaConstants.OFFSET);

    private final ThreadLocal<Exchange> current = new ThreadLocal<>();
    private LogbackMDCAdapter before;

    /** Has the steps of all routes of a context note what they work on; before there are any. */
    public static void of(CamelContext context) {
        var origin = new LogOrigin();
        context.getCamelContextExtension().addInterceptStrategy(origin);
        try {
            context.addService(origin);
        } catch (Exception e) {
            throw new IllegalStateException("log lines cannot tell where they are from", e);
        }
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Exchange outer = current.get();
                current.set(exchange);
                try {
                    return super.process(exchange, callback);
                } finally {
                    current.set(outer);
                }
            }
        };
    }

    @Override
    protected void doStart() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers
                && loggers.getMDCAdapter() instanceof LogbackMDCAdapter usual) {
            before = usual;
            loggers.setMDCAdapter(new Teller(usual));
        }
    }

    @Override
    protected void doStop() {
        if (before != null) {
            ((LoggerContext) LoggerFactory.getILoggerFactory()).setMDCAdapter(before);
        }
    }

    /** Asked for by a line that is made. */
    private final class Teller extends LogbackMDCAdapter {

        private final LogbackMDCAdapter usual;

        private Teller(LogbackMDCAdapter usual) {
            this.usual = usual;
        }

        @Override
        public Map<String, String> getPropertyMap() {
            Map<String, String> told = usual.getPropertyMap();
            Exchange exchange = current.get();
            return exchange == null ? told : with(exchange, told == null ? Map.of() : told);
        }

        private static Map<String, String> with(Exchange exchange, Map<String, String> told) {
            Map<String, String> origin = new HashMap<>(told);
            String at = ExchangeHelper.getAtRouteId(exchange);
            put(ROUTE, at == null ? exchange.getFromRouteId() : at, origin);
            put(STREAM, exchange.getProperty(STREAM), origin);
            HEADERS.forEach(name -> put(name, exchange.getMessage().getHeader(name), origin));
            return origin;
        }

        private static void put(String key, Object value, Map<String, String> origin) {
            if (value != null) {
                origin.put(key, String.valueOf(value));
            }
        }
    }
}
