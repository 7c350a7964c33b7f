package io.caravan.hub.question;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Texts of parameters as values of a type; what is of no such type is a problem that says what would be right. */
public final class Values {

    private static final int MOST_MONEY_DIGITS = 18;
    private static final int MONEY_SCALE = 6;

    private Values() {}

    public static int integer(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wholeNumber(name, least, most);
        }
        throw wholeNumber(name, least, most);
    }

    private static RuntimeException wholeNumber(String name, int least, int most) {
        return BadParameter.of(
                name,
                most == Integer.MAX_VALUE
                        ? "a whole number is"
                        : "a whole number from " + least + " to " + most + " is");
    }

    public static List<Integer> integers(RequestParameters parameters, String name, int least) {
        return parameters.list(name).stream()
                .map(text -> integer(name, text, least, Integer.MAX_VALUE))
                .distinct()
                .toList();
    }

    public static Optional<Boolean> flag(RequestParameters parameters, String name) {
        return parameters.one(name).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw BadParameter.of(name, "true or false is");
        });
    }

    /** Of at most six decimals, as money is stored. */
    public static Optional<BigDecimal> money(RequestParameters parameters, String name) {
        return parameters.one(name).map(text -> {
            // No exponents: 1e999999999 would be a very long number.
            if (!text.matches("-?\\d{1," + (MOST_MONEY_DIGITS - MONEY_SCALE) + "}(\\.\\d{1," + MONEY_SCALE + "})?")) {
                throw BadParameter.of(name, "an amount such as 0.25, with at most six decimals, is");
            }
            return new BigDecimal(text);
        });
    }
}
