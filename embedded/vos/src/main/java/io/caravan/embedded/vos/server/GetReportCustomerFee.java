package io.caravan.embedded.vos.server;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;

import io.caravan.embedded.vos.calls.Account;
import io.caravan.embedded.vos.calls.Category;
import io.caravan.embedded.vos.calls.Micros;
import io.caravan.embedded.vos.calls.Totals;

/**
 * The node's own totals of an account, per day or per month, over its good records. {@code totalTime} is billed seconds;
 * a row ends at the local midnight after its last day.
 */
final class GetReportCustomerFee implements VosInterface {

    private static final int PER_DAY = 1;
    private static final int PER_MONTH = -2;
    private static final int MOST_DAYS = 400;

    @Override
    public Reply answer(Question question) throws VosError {
        if (!question.has("accounts") || !question.has("beginTime") || !question.has("endTime")) {
            throw VosError.missingParameters();
        }
        LocalDate begin = question.day("beginTime");
        LocalDate end = question.day("endTime");
        int period = question.parameters().path("period").asInt(0);
        if ((period != PER_DAY && period != PER_MONTH) || end.isBefore(begin)) {
            throw VosError.badParameter();
        }
        if (ChronoUnit.DAYS.between(begin, end) >= MOST_DAYS) {
            throw VosError.rangeTooWide();
        }
        List<Account> accounts = question.accounts();
        return json -> {
            json.writeArrayFieldStart("infoReportCustomerFees");
            for (Account account : accounts) {
                rows(question, account, begin, end, period, json);
            }
            json.writeEndArray();
        };
    }

    private static void rows(
            Question question, Account account, LocalDate begin, LocalDate end, int period, JsonGenerator json)
            throws IOException {
        for (LocalDate from = begin; !from.isAfter(end); ) {
            LocalDate periodEnd = period == PER_DAY ? from : from.with(TemporalAdjusters.lastDayOfMonth());
            LocalDate to = periodEnd.isAfter(end) ? end : periodEnd;
            row(question, account, from, to, json);
            from = to.plusDays(1);
        }
    }

    private static void row(Question question, Account account, LocalDate from, LocalDate to, JsonGenerator json)
            throws IOException {
        Totals totals = question.book().totals(List.of(account), from, to, question.population());
        json.writeStartObject();
        json.writeStringField("account", account.login());
        json.writeStringField("accountName", account.name());
        json.writeNumberField("beginTime", midnight(from, question.zone()));
        json.writeNumberField("endTime", midnight(to.plusDays(1), question.zone()));
        json.writeNumberField("cdrCount", totals.records());
        money(json, "totalFee", totals.fee());
        json.writeNumberField("totalTime", totals.feeTime());
        money(json, "totalSuiteFee", totals.suiteFee());
        json.writeNumberField("totalSuiteFeeTime", totals.suiteFeeTime());
        for (Category category : Category.values()) {
            String name = category.name().toLowerCase(Locale.ROOT);
            Totals part = totals.of(category);
            money(json, name + "Fee", part.fee());
            json.writeNumberField(name + "Time", part.feeTime());
            json.writeNumberField(name + "Count", part.records());
        }
        json.writeEndObject();
    }

    private static void money(JsonGenerator json, String name, long micros) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(Micros.text(micros));
    }

    private static long midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
