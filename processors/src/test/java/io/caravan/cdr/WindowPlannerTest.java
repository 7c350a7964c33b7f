package io.caravan.cdr;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which windows are due. */
class WindowPlannerTest {

    private static final List<String> ACCOUNTS = List.of("a", "b");

    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai, 2026-11-20T15:59:59Z, 2026-11-20",
        "Asia/Shanghai, 2026-11-20T16:00:00Z, 2026-11-21",
        "Europe/Berlin, 2026-03-29T21:59:59Z, 2026-03-29",
        "Europe/Berlin, 2026-03-29T22:00:00Z, 2026-03-30",
        "Europe/Berlin, 2026-10-25T22:59:59Z, 2026-10-25",
        "Europe/Berlin, 2026-10-25T23:00:00Z, 2026-10-26",
        "America/Sao_Paulo, 2018-11-04T02:59:59Z, 2018-11-03",
        "America/Sao_Paulo, 2018-11-04T03:00:00Z, 2018-11-04"
    })
    void todayBeginsWithTheDayOfTheNode(String zone, String now, LocalDate today) {
        assertThat(due(now, zone, ACCOUNTS, List.of()))
                .containsExactly("a " + today, "b " + today, "a " + today.minusDays(1), "b " + today.minusDays(1));
    }

    @ParameterizedTest
    @CsvSource({
        // The day has 23 hours: it ends at 22:00 UTC and is settled an hour later.
        "2026-03-29, 2026-03-29T12:00:00Z, 2026-03-29T12:09:59Z, false",
        "2026-03-29, 2026-03-29T12:00:00Z, 2026-03-29T12:10:00Z, true",
        "2026-03-29, 2026-03-29T22:55:00Z, 2026-03-29T22:59:59Z, false",
        "2026-03-29, 2026-03-29T22:55:00Z, 2026-03-29T23:00:00Z, true",
        "2026-03-29, 2026-03-29T22:59:59.999Z, 2026-03-30T12:00:00Z, true",
        "2026-03-29, 2026-03-29T23:00:00Z, 2026-03-30T12:00:00Z, false",
        // 25 hours.
        "2026-10-25, 2026-10-25T23:30:00Z, 2026-10-25T23:35:00Z, false",
        "2026-10-25, 2026-10-25T23:59:59Z, 2026-10-26T00:00:00Z, true",
        "2026-10-25, 2026-10-26T00:00:00Z, 2026-10-26T12:00:00Z, false",
        // Three days later, an hour after midnight in Berlin; the one of day 1 was done.
        "2026-11-10, 2026-11-11T00:00:00Z, 2026-11-12T23:59:59Z, false",
        "2026-11-10, 2026-11-11T00:00:00Z, 2026-11-13T00:00:00Z, true",
        "2026-11-10, 2026-11-13T00:00:00Z, 2026-11-16T23:59:59Z, false",
        // Seven days later, and never again.
        "2026-11-10, 2026-11-13T00:00:00Z, 2026-11-17T00:00:00Z, true",
        "2026-11-10, 2026-11-17T00:00:00Z, 2027-11-17T00:00:00Z, false",
        // The hub was away over all of them: once is enough.
        "2026-10-25, 2026-10-25T12:00:00Z, 2026-11-20T12:00:00Z, true",
        "2026-10-25, 2026-11-20T12:00:00Z, 2026-11-20T12:00:01Z, false"
    })
    void aWindowIsPulledAgainWhileItsDayFillsAndOnTheDaysOfItsRePulls(
            LocalDate day, String pulledAt, String now, boolean due) {
        assertThat(due(now, "Europe/Berlin", List.of("a"), List.of(mark(day, false), done("a", day, pulledAt)))
                        .contains("a " + day))
                .isEqualTo(due);
    }

    @Test
    void noDayIsLostHoweverLongTheHubWasAway() {
        LocalDate lastDay = LocalDate.parse("2026-09-30");
        List<LedgerEntry> ledger = new ArrayList<>(List.of(
                mark(LocalDate.parse("2026-09-29"), true),
                mark(lastDay, false),
                done("a", lastDay, "2026-09-30T12:00:00Z")));
        List<String> wanted = LocalDate.parse("2026-11-20")
                .minusDays(51)
                .datesUntil(LocalDate.parse("2026-11-21"))
                .map(day -> "a " + day)
                .toList();
        assertThat(due("2026-11-20T12:00:00Z", "UTC", List.of("a"), ledger))
                .containsExactlyInAnyOrderElementsOf(wanted)
                .startsWith("a 2026-11-20", "a 2026-11-19");
    }

    @Test
    void anAccountThatTheNodeNamesNoMoreIsPulledWhereItWasBefore() {
        List<LedgerEntry> ledger = List.of(
                mark(LocalDate.parse("2026-11-18"), false),
                done("gone", LocalDate.parse("2026-11-19"), "2026-11-19T12:00:00Z"));
        assertThat(due("2026-11-20T12:00:00Z", "UTC", List.of(), ledger)).containsExactly("gone 2026-11-19");
    }

    @Test
    void anAccountThatTheNodeNeverKnewIsNotTriedForEver() {
        LocalDate day = LocalDate.parse("2026-11-19");
        Window misspelt = Window.first(Samples.node("UTC"), "misspelt", day);
        LedgerEntry refused = CdrLedgerTest.ledger("2026-11-20T10:00:00Z")
                .failed(List.of(misspelt), Samples.run("2026-11-20T10:00:00Z"), new VosException(-10007, "no"))
                .get(0);
        assertThat(due("2026-11-20T12:00:00Z", "UTC", List.of(), List.of(mark(day, false), refused)))
                .isEmpty();
    }

    @Test
    void aFailedWindowWaitsForItsPauseAndComesLast() {
        LedgerEntry failed = failed("a", LocalDate.parse("2026-11-20"), "2026-11-20T12:00:00Z");
        assertThat(due("2026-11-20T12:00:29Z", "UTC", ACCOUNTS, List.of(failed)))
                .containsExactly("b 2026-11-20", "a 2026-11-19", "b 2026-11-19");
        assertThat(due("2026-11-20T12:00:30Z", "UTC", ACCOUNTS, List.of(failed)))
                .containsExactly("b 2026-11-20", "a 2026-11-19", "b 2026-11-19", "a 2026-11-20");
    }

    @Test
    void whatABackfillLeftOutsideOfTheDaysOfTheNodeIsItsOwnAffair() {
        List<LedgerEntry> ledger = List.of(
                mark(LocalDate.parse("2026-11-19"), false),
                failed("a", LocalDate.parse("2026-01-05"), "2026-11-20T11:00:00Z"));
        assertThat(due("2026-11-20T12:00:00Z", "UTC", List.of("a"), ledger))
                .containsExactly("a 2026-11-20", "a 2026-11-19");
    }

    @Test
    void theFirstPullMarksItsFirstDayAndADayIsCompleteWhenNothingOfItIsDue() {
        PullRun run = Samples.run("2026-11-20T12:00:00Z");
        assertThat(planner("2026-11-20T12:00:00Z").marks(Samples.node("UTC"), ACCOUNTS, List.of(), run))
                .singleElement()
                .satisfies(mark -> {
                    assertThat(mark.day()).isEqualTo("2026-11-19");
                    assertThat(mark.account()).isEqualTo(Window.NODE_ITSELF);
                    assertThat(mark.settled()).isFalse();
                });
        LocalDate day = LocalDate.parse("2026-11-10");
        List<LedgerEntry> ledger = new ArrayList<>(List.of(mark(day, false), settled("a", day)));
        assertThat(planner("2026-11-20T12:00:00Z").marks(Samples.node("UTC"), ACCOUNTS, ledger, run))
                .as("b is missing")
                .isEmpty();
        LedgerEntry earlier = done("b", day, "2026-11-13T02:00:00Z");
        assertThat(planner("2026-11-20T12:00:00Z")
                        .marks(Samples.node("UTC"), ACCOUNTS, List.of(ledger.get(0), ledger.get(1), earlier), run))
                .as("the last re-pull of b is still to come")
                .isEmpty();
        ledger.add(settled("b", day));
        List<LedgerEntry> marks = planner("2026-11-20T12:00:00Z").marks(Samples.node("UTC"), ACCOUNTS, ledger, run);
        assertThat(marks).singleElement().satisfies(mark -> {
            assertThat(mark.day()).isEqualTo(day);
            assertThat(mark.settled()).isTrue();
        });
        assertThat(due("2026-11-20T12:00:00Z", "UTC", ACCOUNTS, marks))
                .doesNotContain("a " + day, "b " + day)
                .contains("a 2026-11-11", "b 2026-11-11");
    }

    @Test
    void noDayIsCompleteAsLongAsTheNodeNamesNoAccount() {
        List<LedgerEntry> ledger = List.of(mark(LocalDate.parse("2026-11-10"), false));
        PullRun run = Samples.run("2026-11-20T12:00:00Z");
        assertThat(planner("2026-11-20T12:00:00Z").marks(Samples.node("UTC"), List.of(), ledger, run))
                .isEmpty();
    }

    @Test
    void aSilentNodeIsLeftAloneForAWhileAndItsKnownWindowsAreTold() {
        VosNode node = Samples.node("UTC");
        LedgerEntry known = done("a", LocalDate.parse("2026-11-20"), "2026-11-20T11:00:00Z");
        assertThat(named(List.of(planner("2026-11-20T12:00:00Z").dueOfSilentNode(node, List.of(known)))))
                .containsExactly("* 2026-11-20", "* 2026-11-19", "a 2026-11-20");
        LedgerEntry silent = failed("*", LocalDate.parse("2026-11-20"), "2026-11-20T12:00:00Z");
        assertThat(planner("2026-11-20T12:00:29Z").mayAsk(List.of(silent))).isFalse();
        assertThat(planner("2026-11-20T12:00:30Z").mayAsk(List.of(silent))).isTrue();
        assertThat(CdrLedgerTest.ledger("2026-11-20T12:01:00Z")
                        .answering(Samples.run("2026-11-20T12:01:00Z"), List.of(known, silent)))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.account()).isEqualTo("*");
                    assertThat(entry.done()).isTrue();
                });
    }

    @Test
    void adjacentDaysOfAnAccountAreAskedForTogether() {
        var planner = new WindowPlanner(Samples.TIMES, 2, Samples.clock("2026-11-20T12:00:00Z"));
        List<LedgerEntry> ledger = List.of(
                mark(LocalDate.parse("2026-11-16"), false),
                settled("a", LocalDate.parse("2026-11-18")),
                failed("a", LocalDate.parse("2026-11-17"), "2026-11-20T11:00:00Z"));
        assertThat(planner.due(Samples.node("UTC"), List.of("a"), ledger).stream()
                        .map(windows -> windows.stream()
                                .map(window -> window.day().getDayOfMonth())
                                .toList()))
                .containsExactly(List.of(19, 20), List.of(16), List.of(17));
        assertThat(planner.halves(planner.due(Samples.node("UTC"), List.of("a"), List.of())
                        .get(0)))
                .allSatisfy(half -> assertThat(half).hasSize(1));
    }

    private static List<String> due(
            String now, String zone, Collection<String> accounts, Collection<LedgerEntry> ledger) {
        return named(planner(now).due(Samples.node(zone), accounts, ledger));
    }

    private static List<String> named(List<List<Window>> windows) {
        return windows.stream()
                .flatMap(List::stream)
                .map(window -> window.account() + " " + window.day())
                .toList();
    }

    private static LedgerEntry mark(LocalDate day, boolean complete) {
        return LedgerEntry.mark(1, day, Optional.empty(), complete, Samples.run("2026-01-01T00:00:00Z"), 1);
    }

    private static LedgerEntry done(String account, LocalDate day, String pulledAt) {
        return LedgerEntry.planned(1, account, day)
                .succeeded(Figures.NONE, PullCounts.NONE, Figures.NONE, false, Samples.run(pulledAt), 1);
    }

    private static LedgerEntry settled(String account, LocalDate day) {
        return LedgerEntry.planned(1, account, day)
                .succeeded(
                        Figures.NONE,
                        PullCounts.NONE,
                        Figures.NONE,
                        true,
                        Samples.run(day.plusDays(7) + "T02:00:00Z"),
                        1);
    }

    private static LedgerEntry failed(String account, LocalDate day, String at) {
        Window window = Window.first(Samples.node("UTC"), account, day);
        return CdrLedgerTest.ledger(at)
                .failed(List.of(window), Samples.run(at), new VosException(-7, "no"))
                .get(0);
    }

    private static WindowPlanner planner(String now) {
        return new WindowPlanner(Samples.TIMES, 1, Samples.clock(now));
    }
}
