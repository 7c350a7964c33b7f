package io.caravan.clickhouse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ServerMessageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Code: 60. DB::Exception: Table db.t does not exist. (UNKNOWN_TABLE) (version 26.7.2.1) (queryId= q)|Table db.t does not exist. (UNKNOWN_TABLE)",
                "Code: 27. DB::Exception: Cannot parse input: expected '\"' before: 'h'ush\"}': (while reading the value of key a): (at row 1) : While executing X. (Y)|Cannot parse input: expected '\"' before: …: (while reading the value of key a)",
                "Code: 376. DB::Exception: Cannot parse uuid hush: (at row 1)|Cannot parse uuid …",
                "Code: 6. DB::Exception: Cannot parse string 'hush' as Int8: syntax error at begin of string. Note: x: In scope SELECT toInt8('hush')|Cannot parse string … as Int8: syntax error at begin of string. Note: x",
                "Code: 457. DB::Exception: Value hush cannot be parsed as UInt8 for query parameter 'a'|Value … cannot be parsed as UInt8 for query parameter 'a'",
            })
    void theReasonStaysWithoutValuesOfRows(String message, String expected) {
        assertThat(ServerMessage.shorten(message)).isEqualTo(expected);
    }
}
