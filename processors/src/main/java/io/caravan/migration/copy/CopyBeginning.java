package io.caravan.migration.copy;

import java.util.List;

/**
 * What was noted when a copy began.
 *
 * @param source UUID of the table that has the rows
 * @param target UUID of the one that gets them
 * @param mergeSettings the source's own, as {@link MergeFence#valuesOf} told them
 */
record CopyBeginning(String source, String target, List<String> mergeSettings) {

    static CopyBeginning of(CopyProgress.Note note) {
        return new CopyBeginning(note.uuids().get(0), note.uuids().get(1), note.parts());
    }
}
