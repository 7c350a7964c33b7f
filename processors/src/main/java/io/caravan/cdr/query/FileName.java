package io.caravan.cdr.query;

import io.caravan.hub.http.Attachment;

/** What an export is saved as: its account, when it is of one, and its days. */
final class FileName {

    private FileName() {}

    /** The value of Content-Disposition. */
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
        return Attachment.named(name + "." + question.format().extension());
    }
}
