package io.caravan.query.view;

import java.util.regex.Pattern;

/** ClickHouse refused a statement; the message is the server's. */
public final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Pattern FRAME = Pattern.compile("^(Code: \\d+\\. )?(DB::Exception: )?");

    /** The statement, which the reader never wrote, and the server's version. */
    private static final Pattern REST = Pattern.compile(
            "[.:] (In (scope|query)|While processing) .*?(?=\\. Maybe|$)|\\. \\([A-Z_]+\\).*| \\(version .*",
            Pattern.DOTALL);

    public SchemaException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message without what only says who says it. */
    String said() {
        return getMessage().contains("is not under aggregate function")
                ? "it makes one row of many"
                : REST.matcher(FRAME.matcher(getMessage()).replaceFirst("")).replaceAll("");
    }
}
