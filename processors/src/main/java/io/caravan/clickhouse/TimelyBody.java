package io.caravan.clickhouse;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;

/**
 * Rows that are not sent after a moment. It is looked at when the connection stands: who is suspended after that finds it
 * closed by the server, which waits for the rows only as long as its http_receive_timeout says.
 *
 * @param notAfter epoch milliseconds
 */
record TimelyBody(InsertBody rows, long notAfter, Clock clock) implements InsertBody {

    @Override
    public boolean repeatable() {
        return rows.repeatable() && clock.millis() <= notAfter;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (clock.millis() > notAfter) {
            throw new BodyReadException(ErrorClass.RETRY, "it is too late for them", null);
        }
        rows.writeTo(out);
    }
}
