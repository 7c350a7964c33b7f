package io.caravan.clickhouse;

import org.apache.camel.Exchange;

/** One of the things that the component does with a message. */
interface Operation {

    /**
     * @throws ClickHouseException when ClickHouse did not do it
     * @throws IllegalArgumentException when the message cannot be used
     */
    void run(Exchange exchange);
}
