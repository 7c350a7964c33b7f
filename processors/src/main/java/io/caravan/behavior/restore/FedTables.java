package io.caravan.behavior.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of events and those that views feed from it, each behind the one that it is fed from. */
record FedTables(String database, String mark) {

    static final String EVENTS = "user_behaviors";

    List<CopiedTable> of(List<Map<String, Object>> views) {
        List<CopiedTable> tables = new ArrayList<>(List.of(new CopiedTable(EVENTS, EVENTS + mark, "", "")));
        for (int i = 0; i < tables.size(); i++) {
            String source = tables.get(i).name();
            views.stream()
                    .filter(view -> source.equals(view.get("source")))
                    .map(view -> fed((String) view.get("target"), source, view))
                    .forEach(tables::add);
        }
        return tables;
    }

    private CopiedTable fed(String target, String source, Map<String, Object> view) {
        String query = fromCopy((String) view.get("query"), source);
        return new CopiedTable(target, target + mark, (String) view.get("sorting_key"), query);
    }

    /** The query of a view, which ClickHouse gives with all names in full, reading from the copy of its source. */
    private String fromCopy(String query, String source) {
        Pattern from = Pattern.compile("\\bFROM `?" + database + "`?\\.`?" + source + "`?(?![\\w`])");
        List<String> found =
                from.matcher(query).results().map(result -> result.group()).toList();
        if (found.size() != 1) {
            throw new IllegalStateException("a view reads " + found.size() + " times from " + source + ": " + query);
        }
        String copy = "FROM `" + database + "`.`" + source + mark + "`";
        String alias = query.contains(found.get(0) + " AS ") ? "" : " AS `" + source + "`";
        return from.matcher(query).replaceFirst(Matcher.quoteReplacement(copy + alias));
    }
}
