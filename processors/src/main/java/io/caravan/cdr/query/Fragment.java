package io.caravan.cdr.query;

/** A part of a number as a pattern of LIKE in which every character stands for itself. */
final class Fragment {

    private Fragment() {}

    static String pattern(String fragment) {
        return "%" + fragment.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
