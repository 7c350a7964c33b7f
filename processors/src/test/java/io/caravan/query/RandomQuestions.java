package io.caravan.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import io.caravan.query.Condition.Operator;

/** Questions that make sense to {@link QueryWorld}, however odd they are. */
final class RandomQuestions {

    private static final List<Operator> EQUAL = List.of(Operator.EQ, Operator.NE);
    private static final List<Operator> ALL = List.of(Operator.values());

    private static final List<String> PATTERNS = List.of("*", "*er*", "P???", "a_b", "100%", "?erm");

    private final Random random;

    RandomQuestions(long seed) {
        random = new Random(seed);
    }

    /** @param ordered whether greater and less mean the same in ClickHouse and here */
    private record Path(String name, Kind kind, boolean ordered) {}

    private enum Kind {
        NUMBER,
        KEY,
        TEXT,
        DAY,
        AT,
        ENUM,
        UUID
    }

    private static final List<Path> PATHS = List.of(
            new Path("id", Kind.NUMBER, true),
            new Path("half", Kind.NUMBER, true),
            new Path("columnA", Kind.TEXT, true),
            new Path("n", Kind.NUMBER, true),
            new Path("day", Kind.DAY, true),
            new Path("at", Kind.AT, true),
            new Path("amount", Kind.NUMBER, true),
            new Path("kind", Kind.ENUM, false),
            new Path("dictA", Kind.KEY, true),
            new Path("dictA.primaryKey", Kind.KEY, true),
            new Path("dictA.columnC", Kind.TEXT, true),
            new Path("dictA.name", Kind.TEXT, true),
            new Path("dictA.m", Kind.NUMBER, true),
            new Path("dictA.dictB", Kind.KEY, true),
            new Path("dictA.dictB.columnA", Kind.TEXT, true),
            new Path("dictA.dictB.columnB", Kind.NUMBER, true),
            new Path("dictC", Kind.UUID, false),
            new Path("dictC.name", Kind.TEXT, true),
            new Path("dictC.weight", Kind.NUMBER, true));

    private static final List<Path> FROM_A = List.of(
            new Path("name", Kind.TEXT, true),
            new Path("m", Kind.NUMBER, true),
            new Path("dictB.columnA", Kind.TEXT, true));
    private static final List<Path> FROM_B =
            List.of(new Path("columnA", Kind.TEXT, true), new Path("columnB", Kind.NUMBER, true));

    Condition condition(int depth) {
        return condition(depth, PATHS, true);
    }

    private Condition condition(int depth, List<Path> paths, boolean atRoot) {
        int choice = random.nextInt(depth > 0 ? 9 : 5);
        return switch (choice) {
            case 5 -> new Condition.Not(condition(depth - 1, paths, atRoot));
            case 6 -> new Condition.And(conditions(depth - 1, paths, atRoot));
            case 7 -> new Condition.Or(conditions(depth - 1, paths, atRoot));
            case 8 -> atRoot ? exists(depth - 1) : comparison(paths);
            default -> comparison(paths);
        };
    }

    private List<Condition> conditions(int depth, List<Path> paths, boolean atRoot) {
        return Stream.generate(() -> condition(depth, paths, atRoot))
                .limit(random.nextInt(4))
                .toList();
    }

    private Condition exists(int depth) {
        return random.nextBoolean()
                ? new Condition.Exists("dictA", condition(depth, FROM_A, false))
                : new Condition.Exists("dictA.dictB", condition(depth, FROM_B, false));
    }

    private Condition comparison(List<Path> paths) {
        Path path = paths.get(random.nextInt(paths.size()));
        boolean hasAbsent = path.kind() != Kind.ENUM && path.kind() != Kind.AT;
        return switch (random.nextInt(6)) {
            case 0 -> hasAbsent ? new Condition.IsNull(path.name()) : compare(path);
            case 1 ->
                new Condition.In(
                        path.name(),
                        Stream.generate(() -> value(path))
                                .limit(random.nextInt(4))
                                .toList());
            case 2 -> path.ordered() ? new Condition.Between(path.name(), value(path), value(path)) : compare(path);
            case 3 -> path.kind() == Kind.TEXT ? new Condition.Like(path.name(), pattern()) : compare(path);
            default -> compare(path);
        };
    }

    private Condition compare(Path path) {
        List<Operator> operators = path.ordered() ? ALL : EQUAL;
        return new Condition.Compare(path.name(), operators.get(random.nextInt(operators.size())), value(path));
    }

    private Object value(Path path) {
        return switch (path.kind()) {
            case NUMBER -> random.nextInt(6);
            case KEY -> random.nextInt(15);
            case TEXT -> QueryWorld.TEXTS.get(random.nextInt(QueryWorld.TEXTS.size()));
            case DAY -> random.nextInt(4) == 0 ? "1970-01-01" : "2026-11-0" + (1 + random.nextInt(4));
            case AT -> "2026-11-01T00:00:0" + random.nextInt(5) + "Z";
            case ENUM -> List.of("one", "two", "three").get(random.nextInt(3));
            case UUID -> new java.util.UUID(7 + random.nextInt(2), 1 + random.nextInt(5)).toString();
        };
    }

    private String pattern() {
        return PATTERNS.get(random.nextInt(PATTERNS.size()));
    }

    /** Some paths, each once. */
    List<String> paths() {
        List<String> names = new ArrayList<>(PATHS.stream().map(Path::name).toList());
        Collections.shuffle(names, random);
        return names.subList(0, 1 + random.nextInt(5));
    }

    String number() {
        return Arrays.asList("n", "amount", "dictA.m", "dictA.dictB.columnB", "dictC.weight", "id")
                .get(random.nextInt(6));
    }

    String group() {
        return Arrays.asList(
                        "columnA", "dictA", "dictA.name", "dictA.dictB.columnA", "dictC.name", "dictA.columnC", "n")
                .get(random.nextInt(7));
    }

    Query rows(List<String> paths, Condition where) {
        return new Query(paths, Optional.of(where), List.of(), List.of(), List.of(), Optional.empty(), 0);
    }
}
