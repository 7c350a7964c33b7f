package io.caravan.behavior;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

import io.caravan.hub.deadletter.StoredLetter;
import io.caravan.hub.deadletter.UnusableException;

/** Decides by today's rules which dead letters of events can be sent again. */
public final class EventResends {

    private final BehaviorIntake intake;
    private final BehaviorRows rows;

    /** @param json refuses what an event does not have */
    public EventResends(BehaviorIntake intake, ObjectMapper json) {
        this.intake = intake;
        this.rows = new BehaviorRows(json);
    }

    /** What the intake rejected is checked as when it came; what the store could not use goes as it stood in Kafka. */
    public EventResend judge(List<StoredLetter> letters) throws IOException {
        var resend = new EventResend();
        for (StoredLetter letter : letters) {
            try {
                byte[] value = IntakeLetter.is(letter) ? intake.again(letter) : letter.raw();
                resend.accept(letter, rows.row(value.length == 0 ? null : value, "", 0, 0), value);
            } catch (RejectionException e) {
                resend.refuse(letter, e.reason().code(), e.getMessage());
            } catch (UnusableException e) {
                resend.refuse(letter, e.code(), e.getMessage());
            }
        }
        return resend;
    }

    /** Those that the store does not have, as messages for the topic of events. */
    public List<Exchange> messages(EventResend resend, InputStream keys, CamelContext context) throws IOException {
        return resend.messages(keys, context);
    }
}
