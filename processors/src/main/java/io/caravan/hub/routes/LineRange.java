package io.caravan.hub.routes;

/** Lines of a file, both ends included, 1-based. */
record LineRange(int first, int last) {

    boolean contains(int line) {
        return first <= line && line <= last;
    }

    int length() {
        return last - first + 1;
    }
}
