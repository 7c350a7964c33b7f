package io.caravan.cdr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Windows that are asked for together: adjacent days of one account, in their order. */
public final class Windows {

    private Windows() {}

    /**
     * Puts windows of adjacent days of one account into one list, of at most so many days. Failed ones stay alone and come
     * last; otherwise the lists come in the order of their first windows here.
     */
    public static List<List<Window>> together(Collection<Window> windows, int mostDays) {
        Map<String, List<List<Window>>> byAccount = new LinkedHashMap<>();
        List<List<Window>> together = new ArrayList<>();
        for (Window window : windows) {
            if (window.last().failed()) {
                together.add(List.of(window));
                continue;
            }
            List<List<Window>> lists = byAccount.computeIfAbsent(window.account(), account -> new ArrayList<>());
            List<Window> last = lists.isEmpty() ? List.of() : lists.get(lists.size() - 1);
            if (last.isEmpty() || last.size() >= mostDays || !adjacent(last.get(last.size() - 1), window)) {
                last = new ArrayList<>();
                lists.add(last);
                together.add(last);
            }
            last.add(window);
        }
        together.sort(Comparator.comparing(list -> list.get(0).last().failed()));
        return together.stream().map(Windows::byDay).toList();
    }

    /** The two halves of a list of more than one day. */
    public static List<List<Window>> halves(List<Window> windows) {
        int half = windows.size() / 2;
        return List.of(windows.subList(0, half), windows.subList(half, windows.size()));
    }

    private static boolean adjacent(Window one, Window other) {
        return one.day().minusDays(1).equals(other.day())
                || one.day().plusDays(1).equals(other.day());
    }

    private static List<Window> byDay(List<Window> windows) {
        return windows.stream().sorted(Comparator.comparing(Window::day)).toList();
    }
}
