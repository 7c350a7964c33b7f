package io.caravan.clickhouse;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be told of a statement by its words. */
final class Statements {

    private static final Set<String> READING = Set.of("SELECT", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "EXISTS");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|--[^\\n]*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final Pattern WRITES = Pattern.compile("(?i)\\b(INSERT|OUTFILE)\\b");

    private Statements() {}

    /** Whether running the statement twice is the same as running it once; when in doubt, no. */
    static boolean onlyReads(String sql) {
        String bare = COMMENT.matcher(sql).replaceAll(" ");
        Matcher word = WORD.matcher(bare);
        if (!word.find()) {
            return false;
        }
        String first = word.group().toUpperCase(Locale.ROOT);
        return (READING.contains(first) || first.equals("WITH"))
                && !WRITES.matcher(bare).find();
    }
}
