package io.caravan.cdr.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What an export is saved as: its account, when it is of one, and its days. */
final class FileName {

    private FileName() {}

    /** The value of Content-Disposition, with the name in ASCII and, for those who understand it, in UTF-8 (RFC 6266). */
    static String of(ExportQuestion question) {
        StringBuilder name = new StringBuilder("cdrs");
        CdrFilter filter = question.filter();
        if (filter.accounts().size() == 1) {
            name.append('-').append(filter.accounts().get(0).replaceAll("[^\\p{L}\\p{N}._-]+", "_"));
        }
        filter.range().ifPresent(range -> range.instants()
                .ifPresentOrElse(
                        instants -> name.append('-')
                                .append(instants.from().atZone(filter.zone()).toLocalDate())
                                .append('-')
                                .append(instants.to()
                                        .minusMillis(1)
                                        .atZone(filter.zone())
                                        .toLocalDate()),
                        () -> name.append('-')
                                .append(range.firstDay())
                                .append('-')
                                .append(range.lastDay())));
        String file = name + "." + question.format().extension();
        return "attachment; filename=\"" + file.replaceAll("[^\\x20-\\x7e]", "_") + "\"; filename*=UTF-8''"
                + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
