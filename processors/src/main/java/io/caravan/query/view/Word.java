package io.caravan.query.view;

/** A text of a file, and the line where it stands. */
record Word(String text, int line) {

    @Override
    public String toString() {
        return text;
    }
}
