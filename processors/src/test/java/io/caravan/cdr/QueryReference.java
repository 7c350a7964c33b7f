package io.caravan.cdr;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.caravan.cdr.QueryHub.Call;

/** Random questions about call records, and their answers found by looking at every record. */
final class QueryReference {

    private final QueryHub data;
    private final Random random;
    private final List<String> parameters = new ArrayList<>();
    private Predicate<Call> wanted = call -> true;
    private Comparator<Call> order;

    QueryReference(QueryHub data, Random random) {
        this.data = data;
        this.random = random;
        ZoneId zone = nodes();
        range(zone);
        sort();
        sometimes(0.2, this::account);
        sometimes(0.3, this::fragment);
        sometimes(0.15, this::gateway);
        sometimes(0.2, this::endReason);
        sometimes(0.3, this::money);
        sometimes(0.2, this::answered);
    }

    private void sometimes(double share, Runnable filter) {
        if (random.nextDouble() < share) {
            filter.run();
        }
    }

    String[] parameters() {
        return parameters.toArray(String[]::new);
    }

    /** The keys of the records that answer the question, in order. */
    List<String> answer() {
        return data.calls.stream().filter(wanted).sorted(order).map(Call::key).toList();
    }

    private void with(String name, String value, Predicate<Call> filter) {
        parameters.addAll(List.of(name, value));
        wanted = wanted.and(filter);
    }

    /** The zone in which days are meant then. */
    private ZoneId nodes() {
        int choice = random.nextInt(4);
        ZoneId usual = ZoneOffset.UTC;
        if (choice < 2) {
            int node = choice + 1;
            with("node", String.valueOf(node), call -> call.node() == node);
            usual = QueryHub.ZONES.get(choice);
        } else if (choice == 2) {
            with("node", "1,2", call -> true);
        }
        if (random.nextBoolean()) {
            ZoneId zone = ZoneId.of(pick(List.of("Asia/Shanghai", "Europe/Berlin", "America/New_York", "+05:30")));
            parameters.addAll(List.of("zone", zone.getId()));
            return zone;
        }
        return usual;
    }

    private void range(ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(data.now, zone);
        if (random.nextBoolean()) {
            LocalDate from = day.minusDays(random.nextInt(3));
            LocalDate to = from.plusDays(random.nextInt(3));
            with("from", from.toString(), call -> !dayIn(zone, call).isBefore(from));
            with("to", to.toString(), call -> !dayIn(zone, call).isAfter(to));
        } else {
            Instant from = Instant.ofEpochMilli(pick(data.calls).start());
            Instant to = from.plusSeconds(1 + random.nextInt(100_000));
            with("from", from.toString(), call -> call.start() >= from.toEpochMilli());
            with("to", to.atZone(zone).toOffsetDateTime().toString(), call -> call.start() < to.toEpochMilli());
        }
    }

    private static LocalDate dayIn(ZoneId zone, Call call) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(call.start()), zone);
    }

    private void account() {
        List<String> accounts =
                List.of(pick(data.calls).text("account"), pick(data.calls).text("account"));
        parameters.addAll(List.of("account", accounts.get(0), "account", accounts.get(1)));
        wanted = wanted.and(call -> accounts.contains(call.text("account")));
    }

    private void fragment() {
        String name = pick(List.of("caller", "callee", "number"));
        List<String> fields = Stream.of("callerE164", "callerAccessE164", "calleeE164", "calleeAccessE164")
                .filter(field -> name.equals("number") || field.startsWith(name))
                .toList();
        String number = pick(data.calls).text(pick(fields));
        int from = random.nextInt(Math.max(1, number.length() - 2));
        String fragment = number.substring(from, Math.min(number.length(), from + 1 + random.nextInt(8)));
        if (!fragment.isEmpty()) {
            with(name, fragment, call -> fields.stream()
                    .anyMatch(field -> call.text(field).contains(fragment)));
        }
    }

    private void gateway() {
        String name = pick(List.of("callerGateway", "calleeGateway"));
        String gateway = pick(data.calls).text(name);
        if (!gateway.isEmpty()) {
            with(name, gateway, call -> call.text(name).equals(gateway));
        }
    }

    private void endReason() {
        List<Integer> reasons = List.of(
                pick(data.calls).json().path("endReason").intValue(),
                pick(data.calls).json().path("endReason").intValue());
        with(
                "endReason",
                reasons.get(0) + "," + reasons.get(1),
                call -> reasons.contains(call.json().path("endReason").intValue()));
    }

    private void money() {
        BigDecimal fee = fee(pick(data.calls));
        switch (random.nextInt(3)) {
            case 0 -> with("fee", "positive", call -> fee(call).signum() > 0);
            case 1 -> with("minFee", fee.toPlainString(), call -> fee(call).compareTo(fee) >= 0);
            default -> with("maxFee", fee.toPlainString(), call -> fee(call).compareTo(fee) <= 0);
        }
    }

    private void answered() {
        boolean yes = random.nextBoolean();
        with(
                "answered",
                String.valueOf(yes),
                call -> (call.json().path("holdTime").intValue() > 0) == yes);
    }

    private void sort() {
        Comparator<Call> key = Comparator.comparing(Call::start)
                .thenComparing(Call::node)
                .thenComparing(Call::day)
                .thenComparing(Call::flowNo);
        List<String> names = Arrays.asList("start", "fee", "holdTime", "feeTime");
        String name = pick(names);
        Comparator<Call> ascending =
                switch (name) {
                    case "fee" -> Comparator.comparing(QueryReference::fee).thenComparing(key);
                    case "start" -> key;
                    default ->
                        Comparator.<Call, Integer>comparing(
                                        call -> call.json().path(name).intValue())
                                .thenComparing(key);
                };
        boolean descending = random.nextBoolean();
        parameters.addAll(List.of("sort", (descending ? "-" : "") + name));
        order = descending ? ascending.reversed() : ascending;
    }

    private static BigDecimal fee(Call call) {
        return call.json().path("fee").decimalValue();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
