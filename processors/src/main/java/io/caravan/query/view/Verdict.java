package io.caravan.query.view;

/**
 * Something that is wrong in the file of a view.
 *
 * @param file as it is told to people
 * @param line 1-based
 * @param message what is wrong, with the nearest right name
 */
public record Verdict(String file, int line, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
