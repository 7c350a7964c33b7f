package io.caravan.cdr.query;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.function.Consumer;

/** Types of the columns of an order, as the store writes them as text and reads them as parameters. */
enum SortType {
    TIME("DateTime64(3, 'UTC')", "20\\d\\d-.{14,18}", text -> LocalDateTime.parse(text.replace(' ', 'T'))),
    DAY("Date", "20\\d\\d-.{5}", LocalDate::parse),
    MONEY("Decimal(18, 6)", "-?\\d{1,12}(\\.\\d{1,6})?", text -> {}),
    UINT32("UInt32", "\\d{1,10}", Integer::parseUnsignedInt),
    INT64("Int64", "-?\\d{1,19}", Long::parseLong);

    private final String sql;
    private final String form;
    private final Consumer<String> parse;

    SortType(String sql, String form, Consumer<String> parse) {
        this.sql = sql;
        this.form = form;
        this.parse = parse;
    }

    String sql() {
        return sql;
    }

    /** Whether the text is a value of the type. */
    boolean fits(String text) {
        if (text == null || !text.matches(form)) {
            return false;
        }
        try {
            parse.accept(text);
            return true;
        } catch (DateTimeException | NumberFormatException e) {
            return false;
        }
    }
}
