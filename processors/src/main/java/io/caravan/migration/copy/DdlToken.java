package io.caravan.migration.copy;

/**
 * A word, name, literal or sign of a statement.
 *
 * @param begin offset of its first character in the statement
 * @param end offset behind its last one
 * @param depth how many parentheses, brackets and braces are open around it
 */
record DdlToken(Kind kind, String text, int begin, int end, int depth) {

    enum Kind {
        /** A keyword or a name without quotes, or a number. */
        WORD,
        /** A name in backticks or double quotes. */
        QUOTED_NAME,
        STRING,
        SIGN
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
}
