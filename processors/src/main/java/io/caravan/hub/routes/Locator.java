package io.caravan.hub.routes;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds the line of a unit that holds a word. */
final class Locator {
    private Locator() {}

    /**
     * @param words tried in this order; the first that occurs decides
     * @param cuts lines not looked at
     */
    static OptionalInt find(RouteFile file, RouteUnit unit, List<String> words, Collection<LineRange> cuts) {
        List<String> lines = file.text().lines().toList();
        return words.stream()
                .filter(word -> !word.isBlank())
                .map(Locator::wholeWord)
                .map(word -> IntStream.rangeClosed(
                                unit.lines().first(), Math.min(unit.lines().last(), lines.size()))
                        .filter(line -> cuts.stream().noneMatch(cut -> cut.contains(line)))
                        .filter(line -> !lines.get(line - 1).strip().startsWith("#"))
                        .filter(line -> word.matcher(lines.get(line - 1)).find())
                        .findFirst())
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    private static Pattern wholeWord(String word) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])");
    }
}
