package io.caravan.embedded.vos.calls;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All accounts and calls of one node. Nothing is kept: each call is made when it is asked for, always the same. */
public final class CallBook {

    private final VosNode node;
    private final EgressGateway[] egress = EgressGateway.all().toArray(EgressGateway[]::new);
    private final List<Account> accounts;
    private final Account huge;
    private final Map<String, Account> byLogin;

    public CallBook(VosNode node) {
        this.node = node;
        accounts = Accounts.of(node);
        huge = Accounts.huge(node);
        byLogin = accounts.stream().collect(Collectors.toMap(Account::login, Function.identity()));
    }

    public List<Account> accounts(Population population) {
        List<Account> all = new ArrayList<>(accounts);
        if (population.hugeAccountRecords() > 0) {
            all.add(huge);
        }
        return all;
    }

    public Optional<Account> account(String login, Population population) {
        if (population.hugeAccountRecords() > 0 && login.equals(huge.login())) {
            return Optional.of(huge);
        }
        return Optional.ofNullable(byLogin.get(login));
    }

    /** Hands over everything a reply for these days (both included) holds, in its order, bad and repeated records too. */
    public <E extends Exception> void reply(
            Account account, LocalDate from, LocalDate to, Population population, CallSink<E> sink) throws E {
        for (AccountDay day : days(account, from, to, population).toList()) {
            day.records(sink);
            day.repeats(sink);
        }
    }

    /** Adds up the good records of these days, both included. */
    public Totals totals(Collection<Account> asked, LocalDate from, LocalDate to, Population population) {
        Totals totals = new Totals();
        asked.stream().flatMap(a -> days(a, from, to, population)).forEach(day -> day.records(totals::add));
        return totals;
    }

    /** What a perfect copy of these days (both included) adds up to. */
    public Truth truth(Collection<Account> asked, LocalDate from, LocalDate to, Population population) {
        AtomicLong repeated = new AtomicLong();
        asked.stream()
                .flatMap(a -> days(a, from, to, population))
                .forEach(day -> day.repeats((cdr, defect) -> repeated.incrementAndGet()));
        return Truth.of(totals(asked, from, to, population), repeated.get());
    }

    private Stream<AccountDay> days(Account account, LocalDate from, LocalDate to, Population population) {
        return from.datesUntil(to.plusDays(1)).map(day -> new AccountDay(account, day, node, egress, population));
    }
}
