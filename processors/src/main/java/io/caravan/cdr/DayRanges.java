package io.caravan.cdr;

import java.util.Arrays;

/** Where in a list that is ordered by day each day begins. */
final class DayRanges {

    private int[] days = new int[4];
    private int[] begins = new int[4];
    private int size;

    /** @param epochDay the last one added or a later one */
    void add(int epochDay, int place) {
        if (size > 0 && days[size - 1] == epochDay) {
            return;
        }
        if (size == days.length) {
            days = Arrays.copyOf(days, size * 2);
            begins = Arrays.copyOf(begins, size * 2);
        }
        days[size] = epochDay;
        begins[size++] = place;
    }

    /** The day that was added last. */
    int last() {
        return days[size - 1];
    }

    /** First place of the day; 0 when there is none. */
    int begin(long epochDay) {
        int i = indexOf(epochDay);
        return i < 0 ? 0 : begins[i];
    }

    /** The place after the last one of the day; 0 when there is none. */
    int end(long epochDay, int total) {
        int i = indexOf(epochDay);
        return i < 0 ? 0 : i + 1 < size ? begins[i + 1] : total;
    }

    private int indexOf(long epochDay) {
        for (int i = 0; i < size; i++) {
            if (days[i] == epochDay) {
                return i;
            }
        }
        return -1;
    }
}
