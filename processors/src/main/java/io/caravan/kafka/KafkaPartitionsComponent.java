package io.caravan.kafka;

import java.util.Map;

import org.apache.camel.Endpoint;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Consumes a topic partition by partition; {@code kafka-partitions:topic}. It connects as the component kafka does. */
@Component("kafka-partitions")
public class KafkaPartitionsComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        KafkaPartitionsEndpoint endpoint = new KafkaPartitionsEndpoint(uri, this);
        endpoint.setTopic(remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    KafkaConfiguration connection() {
        return getCamelContext()
                .getComponent("kafka", KafkaComponent.class)
                .getConfiguration()
                .copy();
    }
}
