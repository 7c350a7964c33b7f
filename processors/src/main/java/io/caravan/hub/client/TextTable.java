package io.caravan.hub.client;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints rows as columns, each as wide as it must be; the last one is as long as it is, in one line. */
public final class TextTable {

    private static final String GAP = "  ";

    private TextTable() {}

    public static void print(PrintWriter out, List<String> head, List<List<String>> rows) {
        int[] widths = IntStream.range(0, head.size())
                .map(column -> Math.max(
                        head.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        out.println(line(head, widths));
        rows.forEach(row -> out.println(line(row, widths)));
        out.flush();
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> {
                    String cell = cells.get(column).replaceAll("\\p{Cntrl}+", " ");
                    return cell + " ".repeat(Math.max(0, widths[column] - cell.length()));
                })
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }
}
