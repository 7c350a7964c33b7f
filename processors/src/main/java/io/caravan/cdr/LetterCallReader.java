package io.caravan.cdr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.caravan.cdr.BadRecordException.Reason;
import io.caravan.clickhouse.Fingerprint;
import io.caravan.hub.deadletter.StoredLetter;

/** Judges dead letters of call records by the rules for records of a pull or of a file, whichever they came with. */
final class LetterCallReader {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final VosNodes nodes;
    private final KeptDays kept;

    LetterCallReader(VosNodes nodes, KeptDays kept) {
        this.nodes = nodes;
        this.kept = kept;
    }

    /** @throws BadRecordException when it cannot be stored now either */
    LetterCall read(StoredLetter letter) {
        LetterFacts facts = LetterFacts.read(letter.facts());
        VosNode node = nodes.all().stream()
                .filter(known -> known.id() == facts.node())
                .findFirst()
                .orElseThrow(() -> new BadRecordException(Reason.UNKNOWN_NODE, "there is no node " + facts.node()));
        var record = new CdrRecord();
        JsonNode json = json(letter.raw());
        fill(record, json, facts);
        LocalDate day = LocalDate.ofEpochDay(new BusinessDays(node.zone()).of(record.number(CdrField.START)));
        checkDay(day, facts, kept.firstDay(node));
        return new LetterCall(
                letter,
                node,
                json,
                facts.version(),
                day,
                record.number(CdrField.FLOW_NO),
                Fingerprint.of(letter.raw()));
    }

    /** The fields of the record as their columns take them; without an account it is of the one that was asked for. */
    static void fill(CdrRecord record, JsonNode json, LetterFacts facts) {
        CdrFieldReader.read(json, record);
        if (record.textLength(CdrField.ACCOUNT) == 0) {
            if (facts.account().isEmpty()) {
                throw new BadRecordException(Reason.MISSING_FIELD, "missing account");
            }
            byte[] account = facts.account().getBytes(StandardCharsets.UTF_8);
            record.set(CdrField.ACCOUNT, account, 0, account.length);
        }
    }

    private static void checkDay(LocalDate day, LetterFacts facts, LocalDate firstKept) {
        if (day.isBefore(firstKept)) {
            throw new BadRecordException(
                    Reason.NOT_KEPT, "start: before " + firstKept + ", from which on records are kept");
        }
        facts.asked().ifPresent(asked -> {
            long away = Math.max(
                    asked.first().toEpochDay() - day.toEpochDay(),
                    day.toEpochDay() - asked.last().toEpochDay());
            if (away > RecordJudge.MOST_DAYS_AWAY) {
                throw new BadRecordException(
                        Reason.OTHER_DAY, "start: " + away + " days from the day that was asked for");
            }
        });
    }

    private static JsonNode json(byte[] raw) {
        try {
            return JSON.readTree(raw);
        } catch (IOException e) {
            throw new BadRecordException(
                    Reason.MALFORMED,
                    "no JSON: " + e.getMessage().lines().findFirst().orElse(""));
        }
    }
}
