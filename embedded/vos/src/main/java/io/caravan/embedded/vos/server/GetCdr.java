package io.caravan.embedded.vos.server;

import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.core.JsonGenerator;

import io.caravan.embedded.vos.calls.Account;

/** Call records of whole local days, both named ones included, in one reply without pages. */
final class GetCdr implements VosInterface {

    static final String NAME = "GetCdr";
    static final String LIST = "infoCdrs";

    @Override
    public Reply answer(Question question) throws VosError {
        LocalDate begin = question.day("beginTime");
        LocalDate end = question.day("endTime");
        CdrFilter filter = CdrFilter.of(question);
        if (question.texts("accounts").isEmpty() || end.isBefore(begin)) {
            throw VosError.badParameter();
        }
        if (ChronoUnit.DAYS.between(begin, end) >= question.knobs().maxRangeDays()) {
            throw VosError.rangeTooWide();
        }
        List<Account> accounts = question.accounts();
        return json -> {
            json.writeArrayFieldStart(LIST);
            for (Account account : accounts) {
                write(question, account, begin, end, filter, json);
            }
            json.writeEndArray();
        };
    }

    @Override
    public long records(Question question) throws VosError {
        CdrFilter filter = CdrFilter.of(question);
        LocalDate begin = question.day("beginTime");
        LocalDate end = question.day("endTime");
        var records = new AtomicLong();
        for (Account account : question.accounts()) {
            question.book().reply(account, begin, end, question.population(), (cdr, defect) -> {
                if (filter.matches(cdr)) {
                    records.incrementAndGet();
                }
            });
        }
        return records.get();
    }

    private static void write(
            Question question, Account account, LocalDate begin, LocalDate end, CdrFilter filter, JsonGenerator json)
            throws IOException {
        CdrWriter writer = new CdrWriter(json, account);
        question.book().reply(account, begin, end, question.population(), (cdr, defect) -> {
            if (filter.matches(cdr)) {
                writer.write(cdr, defect);
            }
        });
    }
}
