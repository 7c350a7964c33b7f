package io.caravan.migration;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations the way people write them. */
final class Durations {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*([smhdw])");

    private Durations() {}

    /**
     * @param text {@code 90d}, {@code 12h}, {@code 30m}, {@code 5s}, {@code 2w}, or ISO-8601 such as {@code PT0.5S}
     * @throws IllegalArgumentException when it is none
     */
    static Duration of(String text) {
        Matcher matcher = SHORT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            try {
                Duration duration = Duration.parse(text.strip());
                if (!duration.isNegative()) {
                    return duration;
                }
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("no duration: " + text, e);
            }
            throw new IllegalArgumentException("negative: " + text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }
}
