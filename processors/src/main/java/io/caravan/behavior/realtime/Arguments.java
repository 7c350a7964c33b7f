package io.caravan.behavior.realtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Arguments of a script: changes one after the other, of which each says how many arguments it has. */
final class Arguments {

    private final List<byte[]> all = new ArrayList<>();

    /** Where the count of the change stands that is being written; negative before the first one. */
    private int count = -1;

    /** What follows belongs to a change of that kind. */
    Arguments begin(String kind) {
        finish();
        add(kind);
        count = all.size();
        all.add(null);
        return this;
    }

    Arguments add(byte[] value) {
        all.add(value);
        return this;
    }

    Arguments add(String value) {
        return add(value.getBytes(StandardCharsets.UTF_8));
    }

    Arguments add(long value) {
        return add(Long.toString(value));
    }

    Arguments addAll(Collection<String> values) {
        values.forEach(this::add);
        return this;
    }

    /** Names, each followed by its number. */
    Arguments addAll(Map<String, Long> numbers) {
        numbers.forEach((name, number) -> add(name).add(number));
        return this;
    }

    List<byte[]> all() {
        finish();
        return all;
    }

    private void finish() {
        if (count >= 0) {
            all.set(count, Long.toString(all.size() - count - 1).getBytes(StandardCharsets.US_ASCII));
        }
        count = -1;
    }
}
