package io.caravan.query.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import io.caravan.hub.http.Problem;
import io.caravan.hub.http.ProblemException;
import io.caravan.hub.question.BadParameter;

/** Which form of an answer a client wants. */
final class FormatChoice {

    private FormatChoice() {}

    private record Range(String type, double weight) {

        static Range of(String text) {
            String[] parts = text.split(";");
            double weight = Arrays.stream(parts)
                    .skip(1)
                    .map(String::strip)
                    .filter(part -> part.matches("q=[01](\\.\\d{0,3})?"))
                    .mapToDouble(part -> Double.parseDouble(part.substring(2)))
                    .findFirst()
                    .orElse(1);
            return new Range(parts[0].strip().toLowerCase(Locale.ROOT), weight);
        }

        boolean fits(ReplyFormat format) {
            return type.equals("*/*")
                    || type.equals(format.mediaType())
                    || type.endsWith("/*") && format.mediaType().startsWith(type.substring(0, type.length() - 1));
        }
    }

    /**
     * @param parameter of the address; it wins
     * @param accept the header; null when there is none
     * @throws ProblemException 400 for a name that is none, 406 when nothing fits the header
     */
    static ReplyFormat of(Optional<String> parameter, String accept) {
        if (parameter.isPresent()) {
            return ReplyFormat.named(parameter.get())
                    .orElseThrow(() -> BadParameter.of("format", "json, ndjson, csv, arrow or parquet is"));
        }
        if (accept == null || accept.isBlank()) {
            return ReplyFormat.JSON;
        }
        List<Range> ranges = Arrays.stream(accept.split(","))
                .map(Range::of)
                .filter(range -> range.weight() > 0)
                .sorted(Comparator.comparingDouble(Range::weight).reversed())
                .toList();
        return ranges.stream()
                .flatMap(range -> Arrays.stream(ReplyFormat.values()).filter(range::fits))
                .findFirst()
                .orElseThrow(FormatChoice::nothingFits);
    }

    private static ProblemException nothingFits() {
        String known =
                Arrays.stream(ReplyFormat.values()).map(ReplyFormat::mediaType).collect(Collectors.joining(", "));
        return new ProblemException(
                Problem.of(406, "not-acceptable", "No representation fits", "Accept: there are " + known + "."));
    }
}
