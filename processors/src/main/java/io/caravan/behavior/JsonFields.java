package io.caravan.behavior;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;

/** Values of fields as clients write them: a number may stand in quotes, a text without. */
final class JsonFields {

    private JsonFields() {}

    /** @throws WrongTypeException for an object or an array */
    static String text(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case START_OBJECT, START_ARRAY -> throw new WrongTypeException();
            default -> parser.getText();
        };
    }

    /** @throws WrongTypeException also for a fraction, and for a number that is too large */
    static Long integer(JsonParser parser) throws IOException {
        try {
            return switch (parser.currentToken()) {
                case VALUE_NULL -> null;
                case VALUE_NUMBER_INT -> parser.getLongValue();
                case VALUE_STRING -> {
                    String text = parser.getText().strip();
                    yield text.isEmpty() ? null : Long.valueOf(text);
                }
                default -> throw new WrongTypeException();
            };
        } catch (InputCoercionException | NumberFormatException e) {
            throw new WrongTypeException();
        }
    }

    /** May be NaN or infinite. */
    static Double decimal(JsonParser parser) throws IOException {
        try {
            return switch (parser.currentToken()) {
                case VALUE_NULL -> null;
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                case VALUE_STRING -> {
                    String text = parser.getText().strip();
                    yield text.isEmpty() ? null : Double.valueOf(text);
                }
                default -> throw new WrongTypeException();
            };
        } catch (NumberFormatException e) {
            throw new WrongTypeException();
        }
    }
}
