package io.caravan.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.caravan.query.Condition.And;
import io.caravan.query.Condition.Compare;
import io.caravan.query.Condition.Exists;
import io.caravan.query.Condition.IsNull;
import io.caravan.query.Condition.Not;
import io.caravan.query.Condition.Operator;
import io.caravan.query.Condition.Or;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each rule of planning: in the statement, and in the rows that the server gives for it. */
class PlannerTest {

    private static QueryWorld world;
    private static Reference reference;
    private final Planner planner = new Planner();

    @BeforeAll
    static void fill() {
        world = new QueryWorld(42);
        reference = new Reference(world.rows);
    }

    @AfterAll
    static void drop() {
        world.close();
    }

    private static Condition eq(String path, Object value) {
        return new Compare(path, Operator.EQ, value);
    }

    /** The statement, whose rows are those of the question. */
    private String sql(String table, Condition where, String... paths) {
        return plan(table, where, paths).sql().replaceAll("`query_\\w+`\\.", "").replaceAll("\\s+", " ");
    }

    private Plan plan(String table, Condition where, String... paths) {
        List<String> shown = List.of(paths);
        Plan plan = planner.plan(world.view(table), rows(shown, where));
        List<List<String>> found = world.ask(plan).stream()
                .map(row -> shown.stream()
                        .map(path -> Reference.plain(row.get(path)))
                        .toList())
                .toList();
        assertThat(found)
                .as(plan.sql())
                .containsExactlyInAnyOrderElementsOf(Reference.values(reference.rows(where), shown));
        return plan;
    }

    private static Query rows(List<String> select, Condition where) {
        return new Query(select, Optional.of(where), List.of(), List.of(), List.of(), Optional.empty(), 0);
    }

    @Test
    void filtersOfTheTableStandWhereItIsRead() {
        assertThat(sql("BigTable", eq("columnA", "Perm"), "id", "dictA.name"))
                .contains("FROM `BigTable` WHERE `columnA` = {p1:String} ) AS `BigTable` LEFT JOIN");
    }

    @Test
    void aFilterOnADictionaryBecomesKeysWhereTheLinkIsInTheSortingKey() {
        Condition inPerm = eq("dictA.dictB.columnA", "Perm");

        assertThat(sql("BigTable", inPerm, "columnA", "dictA.name", "dictA.dictB.columnA"))
                .contains(
                        "FROM `BigTable` WHERE `linkDictA` IN ( SELECT `primaryKey` FROM `dictA` WHERE `linkDictB` IN ("
                                + " SELECT `primaryKey` FROM `dictB` WHERE `columnA` = {p1:String} ) ) ) AS `BigTable`")
                .contains("INNER JOIN ( SELECT `primaryKey`, `name`, `linkDictB` FROM `dictA`");
        assertThat(plan("BigTable", inPerm, "dictA.name").reasons())
                .anySatisfy(reason -> assertThat(reason.why()).contains("in the sorting key"));
    }

    @Test
    void elsewhereItMakesTheJoinedSideSmaller() {
        Condition inPerm = eq("dictA.name", "Perm");

        assertThat(sql("Unsorted", inPerm, "columnA", "dictA.m"))
                .contains("FROM `Unsorted` ) AS `Unsorted` LEFT SEMI JOIN (")
                .contains("FROM `dictA` WHERE `name` = {p1:String} ) AS `dictA`")
                .doesNotContain(" IN ");
        assertThat(sql("Unsorted", inPerm, "columnA"))
                .contains("`linkDictA` IN (")
                .doesNotContain("JOIN");
    }

    @Test
    void anAndIsPushedByHalvesAndAnOrAsAWhole() {
        Condition own = eq("columnA", "Perm");
        Condition there = eq("dictA.name", "Perm");

        assertThat(sql("BigTable", new And(List.of(own, there)), "id"))
                .contains("WHERE `columnA` = {p1:String} AND `linkDictA` IN (")
                .doesNotContain("JOIN");
        assertThat(sql("BigTable", new Or(List.of(own, there, eq("dictC.weight", 3), eq("dictA.m", 1))), "id"))
                .contains("WHERE (`columnA` = {p1:String} OR `linkDictA` IN ( SELECT `primaryKey` FROM `dictA`"
                        + " WHERE (`name` = {p2:String} OR `m` = {p4:Int32}) ) OR `linkDictC` IN (")
                .doesNotContain("JOIN");
    }

    @Test
    void anOrThatARowWithoutAMatchMayFulfilIsFilteredAfterTheJoin() {
        assertThat(sql("BigTable", new Or(List.of(eq("columnA", "Perm"), new IsNull("dictA.m"))), "id"))
                .contains("WHERE (`BigTable`.`columnA` = {p1:String} OR isNull(`dictA`.`m`))")
                .contains("LEFT JOIN");
    }

    @Test
    void aNotIsTakenApart() {
        Condition none = new Not(new Or(List.of(eq("columnA", "Perm"), eq("dictA.name", "Perm"))));
        Condition notBoth = new Not(new And(List.of(eq("columnA", "Perm"), eq("dictA.name", "Perm"))));

        assertThat(sql("BigTable", none, "id"))
                .contains("WHERE NOT (`columnA` = {p1:String}) AND `linkDictA` IN (")
                .doesNotContain("JOIN");
        assertThat(sql("BigTable", notBoth, "id"))
                .contains("WHERE (NOT (`columnA` = {p1:String}) OR `linkDictA` IN (")
                .doesNotContain("JOIN");
    }

    @Test
    void whatARowWithoutAMatchMayFulfilIsFilteredAfterTheJoin() {
        assertThat(sql("BigTable", new IsNull("dictA.m"), "id"))
                .contains("LEFT JOIN")
                .contains("WHERE isNull(`dictA`.`m`)");
        assertThat(sql("BigTable", new Not(new Exists("dictA", eq("name", "Perm"))), "id"))
                .contains("WHERE NOT (ifNull(`linkDictA` IN (")
                .doesNotContain("JOIN");
        // In SQL's logic it is unknown there, so that keys serve.
        assertThat(sql("BigTable", new Not(eq("dictA.name", "Perm")), "id"))
                .contains("`linkDictA` IN (")
                .doesNotContain("JOIN");
    }

    @ParameterizedTest
    @CsvSource({
        "dictA, linkDictA",
        "dictA.primaryKey, linkDictA",
        "dictA.columnC, dictA_columnC",
        "dictC, linkDictC",
        "half, id"
    })
    void keysAndCopiesNeedNoJoin(String path, String column) {
        assertThat(sql("BigTable", new Not(new IsNull(path)), path))
                .doesNotContain("JOIN")
                .contains("`" + column + "`");
    }

    @Test
    void theKeyBehindOneHopNeedsOneJoin() {
        assertThat(sql("BigTable", new And(List.of()), "dictA.dictB").split("JOIN"))
                .hasSize(2);
    }

    @Test
    void onlyNeededColumnsAreRead() {
        String sql = sql("BigTable", eq("n", 1), "columnA", "dictA.m");

        assertThat(sql)
                .contains("SELECT `columnA`, `linkDictA`, `id` FROM `BigTable`")
                .contains("SELECT `primaryKey`, `m` FROM `dictA`")
                .doesNotContain("*", "`day`", "`amount`");
    }

    @Test
    void whatIsOnlyShownOfADictionaryIsLookedUp() {
        assertThat(sql("BigTable", eq("n", 1), "id", "dictC.name"))
                .contains("dictGetOrNull(", "'name'")
                .doesNotContain("JOIN");
        assertThat(sql("BigTable", new IsNull("dictC.name"), "id", "dictC.name"))
                .contains("LEFT JOIN")
                .doesNotContain("dictGet");
    }

    @Test
    void nullIsAskedForByTheNatureOfTheColumn() {
        assertThat(sql("BigTable", new IsNull("n"), "id")).contains("isNull(`n`)");
        assertThat(sql("BigTable", new IsNull("columnA"), "id"))
                .contains("`columnA` = defaultValueOfTypeName('String')");
        assertThat(sql("BigTable", eq("columnA", ""), "id")).contains("`columnA` = {p1:String}");
    }

    @Test
    void aLinkThatAlwaysMatchesIsAnInnerJoin() {
        View view = world.view("BigTable");
        Place table = view.table();
        List<Link> links = table.links().stream()
                .map(link -> new Link(
                        link.name(), link.column(), link.key(), false, link.unique(), link.target(), link.copies()))
                .toList();
        Place sure = new Place(table.database(), table.name(), false, table.sortingKey(), table.fields(), links);
        View matching = new View("big", sure, view.key(), view.where(), view.limits(), view.askers());

        Plan plan = planner.plan(matching, rows(List.of("id", "dictA.name"), new And(List.of())));

        assertThat(plan.sql()).contains("INNER JOIN");
        assertThat(world.ask(plan)).hasSize((int) world.rows.stream()
                .filter(row -> Boolean.TRUE.equals(row.get("dictA.found")))
                .count());
    }

    @Test
    void aKeyThatStandsTwiceGivesNoSecondRow() {
        world.sql().ask("CREATE OR REPLACE TABLE twice (key Int64, name String) ENGINE = MergeTree ORDER BY key");
        world.sql().ask("INSERT INTO twice SELECT primaryKey, columnC FROM dictA");
        world.sql().ask("INSERT INTO twice SELECT primaryKey, columnC FROM dictA");
        Place twice = new Place(
                world.database, "twice", false, List.of("key"), List.of(Field.column("name", "String")), List.of());
        for (boolean nullable : List.of(true, false)) {
            Link link = Link.of("twice", QueryWorld.named("twice", "linkDictA", "Int64"), "key", nullable, twice);
            Place wide = world.view("Unsorted").table();
            Place table = new Place(wide.database(), wide.name(), false, List.of(), wide.fields(), List.of(link));
            View view = new View("odd", table, List.of("id"), Optional.empty(), View.Limits.USUAL, List.of());

            assertThat(world.ask(planner.plan(view, rows(List.of("id", "twice.name"), new And(List.of())))))
                    .extracting(row -> row.get("id"))
                    .doesNotHaveDuplicates()
                    .isNotEmpty();
        }
    }

    static Stream<String> texts() {
        return QueryWorld.TEXTS.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aValueIsNeverAPartOfTheStatement(String text) {
        Plan plan = plan("BigTable", new Or(List.of(eq("columnA", text), eq("dictA.name", text))), "id", "columnA");

        assertThat(plan.sql()).contains("{p1:String}", "{p2:String}");
        assertThat(plan.parameters()).isEqualTo(Map.of("p1", text, "p2", text));
    }

    @Test
    void wildcardsAreThoseOfTheQuestionAlone() {
        Plan plan = planner.plan(
                world.view("BigTable"), rows(List.of("id"), new Condition.Like("columnA", "a\\*b%_\\\\c*?")));

        assertThat(plan.parameters()).isEqualTo(Map.of("p1", "a*b\\%\\_\\\\c%_"));
    }

    @Test
    void namesMayBeAnyText() {
        for (String name : List.of("Скорость", "a`b", "a\\b", "a\"b", "x') --", "two words")) {
            world.sql()
                    .ask("CREATE OR REPLACE TABLE odd (`id` UInt32, " + Sql.quote(name)
                            + " Int32) ENGINE = MergeTree ORDER BY id");
            world.sql().ask("INSERT INTO odd VALUES (1, 5), (2, 6)");
            Place place = new Place(
                    world.database,
                    "odd",
                    false,
                    List.of("id"),
                    List.of(Field.column("id", "UInt32"), QueryWorld.named("value", name, "Int32")),
                    List.of());
            View view = new View("odd", place, List.of("id"), Optional.empty(), View.Limits.USUAL, List.of());

            assertThat(world.ask(planner.plan(view, rows(List.of("id", "value"), eq("value", 6)))))
                    .as(name)
                    .containsExactly(Map.of("id", 2L, "value", 6));
        }
    }

    @Test
    void pagesFollowEachOther() {
        View view = world.view("BigTable");
        Query.Order order = new Query.Order("columnA", true);
        List<Map<String, Object>> pages = Stream.of(0, 150, 300)
                .flatMap(offset -> world
                        .ask(planner.plan(
                                view,
                                new Query(
                                        List.of("columnA", "id"),
                                        Optional.empty(),
                                        List.of(),
                                        List.of(),
                                        List.of(order),
                                        Optional.of(150),
                                        offset)))
                        .stream())
                .toList();

        assertThat(pages)
                .extracting(row -> row.get("id"))
                .doesNotHaveDuplicates()
                .hasSize(world.rows.size());
        assertThat(pages)
                .extracting(row -> (String) row.get("columnA"))
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @ParameterizedTest
    @CsvSource({
        "colunmA, Perm, did you mean columnA",
        "dictA.nmae, Perm, did you mean name",
        "dictD.name, Perm, did you mean dictA",
        "n, Perm, a number (Int32) is wanted",
        "kind, four, 'one of one, two, three is wanted'",
        "dictC, 12, a UUID is wanted",
        "day, 31.12.2026, a day such as",
    })
    void whatCannotBeAskedIsNamed(String path, String value, String sentence) {
        assertThatThrownBy(() -> planner.plan(world.view("BigTable"), rows(List.of("id"), eq(path, value))))
                .isInstanceOfSatisfying(
                        QueryException.class, wrong -> assertThat(wrong.part()).isEqualTo(path))
                .hasMessageContaining(sentence);
    }
}
