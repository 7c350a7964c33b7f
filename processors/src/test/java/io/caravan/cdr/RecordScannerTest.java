package io.caravan.cdr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the scanner takes, Jackson takes too and reads the same of it. What it does not take, Jackson decides anyway. */
class RecordScannerTest {

    private static final ObjectMapper JACKSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1",
        "-1",
        "01",
        "1.",
        ".5",
        "-",
        "+1",
        "1e3",
        "1E-4",
        "0.5",
        "-0.0000005",
        "0.00000049999999999",
        "0.30000000000000004",
        "999999999999.9999994",
        "999999999999.9999995",
        "1000000000000",
        "123456789012345678",
        "1234567890123456789",
        "99999999999999999999",
        "4294967295",
        "4294967296",
        "2147483648",
        "-128",
        "128",
        "1763611200123",
        "0.0000004999999999999999999999999999999999999999999999999999999999999999999999999999999",
        "1.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001",
        "null",
        "true",
        "\"7\"",
        "{}",
        "[1]",
        "NaN",
        "nul",
        "0x1"
    };
    private static final String[] TEXTS = {
        "",
        "8001",
        "sip:+86",
        "号码",
        "é",
        "😀",
        "\\\"",
        "\\\\",
        "\\/",
        "\\n",
        "\\u53f7",
        "\\u0000",
        "\\uD83D\\uDE00",
        "\\uD83D",
        "\\uDE00",
        "\\uD83Dx",
        "\\x",
        "\\u12G4",
        "\t",
        "\u007f",
        "\u2028",
        "'",
        "\uFEFF",
        "x".repeat(200)
    };
    private static final String[] BLANKS = {"", "", "", " ", "\n\t ", "\r\n", "\u000b", "\u00a0", "/**/"};

    private final RecordScanner scanner = new RecordScanner();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatItTakesIsWhatJacksonReads(long seed) throws IOException {
        Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = record(random).getBytes(StandardCharsets.UTF_8);
            taken += check(random.nextInt(3) == 0 ? damaged(bytes, random) : bytes) ? 1 : 0;
        }
        assertThat(taken).as("or else this proves nothing").isBetween(2_000, 18_000);
    }

    @Test
    void plainRecordsAreAllTaken() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            assertThat(check(plain(random).getBytes(StandardCharsets.UTF_8))).isTrue();
        }
    }

    @Test
    void noBeginningOfARecordIsTakenForTheWhole() {
        byte[] bytes = plain(new Random(8)).getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(Arrays.copyOf(bytes, length), length + 1);
            assertThat(scanner.scan(part, 0, length, new CdrRecord())).isEqualTo(RecordScanner.MORE);
        }
    }

    @Test
    void unknownFieldsAndOtherOrdersAreNoReasonToAskJackson() throws IOException {
        String record = "{\"new\":\"x\",\"fee\":1.5,\"other\":-1.25,\"flowNo\":7,\"z\":null,\"start\":1763611200123,"
                + "\"yes\":true,\"no\":false}";
        assertThat(check(record.getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(check(record.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    /** True when the scanner took the record. */
    private boolean check(byte[] bytes) throws IOException {
        byte[] withEnd = Arrays.copyOf(bytes, bytes.length + 1);
        CdrRecord scanned = new CdrRecord();
        int length = scanner.scan(withEnd, 0, bytes.length, scanned);
        if (length < 0) {
            return false;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        CdrRecord expected = new CdrRecord();
        byte[] inList = ("[   ").getBytes(StandardCharsets.US_ASCII);
        byte[] list = Arrays.copyOf(inList, inList.length + bytes.length + 1);
        System.arraycopy(bytes, 0, list, inList.length, bytes.length);
        list[list.length - 1] = ']';
        try (JsonParser parser = JACKSON.getFactory().createParser(list)) {
            parser.nextToken();
            parser.nextToken();
            JsonNode json = JACKSON.readTree(parser);
            assertThat(parser.currentLocation().getByteOffset() - inList.length)
                    .as(text)
                    .isEqualTo(length);
            CdrFieldReader.read(json, expected);
        }
        for (CdrField field : CdrField.values()) {
            assertThat(scanned.number(field)).as(field + " of " + text).isEqualTo(expected.number(field));
            assertThat(textOf(scanned, field)).as(field + " of " + text).isEqualTo(textOf(expected, field));
        }
        return true;
    }

    private static byte[] textOf(CdrRecord record, CdrField field) {
        int offset = record.textOffset(field);
        return Arrays.copyOfRange(record.text(field), offset, offset + record.textLength(field));
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] = (byte) "{}[]\",:\\0159-.eE \n".charAt(random.nextInt(18));
                case 2 -> System.arraycopy(damaged, at, damaged, 0, damaged.length - at);
                default -> damaged = Arrays.copyOf(damaged, Math.max(1, at));
            }
        }
        return damaged;
    }

    /** A record with every field, in the order of the node. */
    private static String plain(Random random) {
        List<String> fields = new ArrayList<>();
        for (CdrField field : CdrField.values()) {
            String value =
                    switch (field.kind()) {
                        case TEXT -> '"' + TEXTS[random.nextInt(13)] + '"';
                        case MONEY -> random.nextInt(1000) + "." + random.nextInt(10_000_000);
                        case REQUIRED_EPOCH_MS, EPOCH_MS -> String.valueOf(1763611200000L + random.nextInt(86_400_000));
                        default -> String.valueOf(1 + random.nextInt(100));
                    };
            fields.add("\"" + field.vosName() + "\":" + value);
        }
        return "{" + String.join(",", fields) + "}";
    }

    private static String record(Random random) {
        List<String> fields = new ArrayList<>();
        for (CdrField field : CdrField.values()) {
            if (field.kind().required() || random.nextInt(3) > 0) {
                fields.add("\"" + field.vosName() + "\"" + blank(random) + ":" + blank(random) + value(field, random));
            }
        }
        if (random.nextInt(4) == 0) {
            fields.add(random.nextInt(fields.size()), "\"extra\":" + NUMBERS[random.nextInt(NUMBERS.length)]);
        }
        if (random.nextInt(20) == 0) {
            fields.add(fields.get(random.nextInt(fields.size())));
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(fields, random);
        }
        return "{" + blank(random) + String.join(blank(random) + "," + blank(random), fields) + blank(random) + "}";
    }

    /** Fitting for the most part, so that one odd value in a record counts. */
    private static String value(CdrField field, Random random) {
        if (random.nextInt(60) == 0) {
            return random.nextBoolean()
                    ? NUMBERS[random.nextInt(NUMBERS.length)]
                    : '"' + TEXTS[random.nextInt(TEXTS.length)] + '"';
        }
        return switch (field.kind()) {
            case TEXT -> '"' + TEXTS[random.nextInt(13)] + TEXTS[random.nextInt(13)] + '"';
            case MONEY -> (random.nextInt(9) == 0 ? "-" : "") + random.nextInt(1000) + "." + random.nextLong(1L << 60);
            case REQUIRED_EPOCH_MS, EPOCH_MS -> String.valueOf(1763611200000L + random.nextInt(86_400_000));
            default -> String.valueOf(1 + random.nextInt(100));
        };
    }

    private static String blank(Random random) {
        return random.nextInt(20) == 0 ? BLANKS[random.nextInt(BLANKS.length)] : "";
    }
}
