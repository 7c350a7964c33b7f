package io.caravan.cdr.reconciliation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

import org.apache.camel.Message;

import io.caravan.hub.http.ProblemException;

/** Query parameters of a request, each checked; what is wrong is answered with 400. */
public final class RequestFields {

    private final Message request;

    public RequestFields(Message request) {
        this.request = request;
    }

    public String text(String name) {
        return request.getHeader(name, "", String.class).strip();
    }

    public int number(String name, int otherwise, int most) {
        return parsed(name, otherwise, "a whole number from 1 to " + most, value -> {
            int number = Integer.parseInt(value);
            if (number < 1 || number > most) {
                throw new IllegalArgumentException("out of bounds");
            }
            return number;
        });
    }

    LocalDate day(String name, LocalDate otherwise) {
        return parsed(name, otherwise, "a day such as 2026-11-20", LocalDate::parse);
    }

    /** One of the words, or empty. */
    public String word(String name, List<String> words) {
        return parsed(name, "", String.join(" or ", words), value -> {
            if (!words.contains(value)) {
                throw new IllegalArgumentException("unknown");
            }
            return value;
        });
    }

    /** What the reader makes of the cursor of an earlier reply; the other value without one. */
    <T> T cursor(T otherwise, int parts, Function<List<String>, T> reader) {
        return parsed(
                "cursor", otherwise, "what an earlier reply gave", value -> reader.apply(Cursor.parts(value, parts)));
    }

    private <T> T parsed(String name, T otherwise, String wanted, Function<String, T> parser) {
        String value = text(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException | DateTimeException e) {
            ProblemException problem =
                    ProblemException.badRequest("bad-parameter", name + ": " + wanted + " is wanted.");
            problem.initCause(e);
            throw problem;
        }
    }
}
