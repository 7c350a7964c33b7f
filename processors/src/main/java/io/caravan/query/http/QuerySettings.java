package io.caravan.query.http;

import java.util.HashMap;
import java.util.Map;

import io.caravan.query.View;

/** The settings with which the store answers a question. */
final class QuerySettings {

    /** Of a page as text, bytes; more would fill the hub's memory. */
    private static final long LARGEST_PAGE = 64L << 20;

    private QuerySettings() {}

    /** For whatever is asked about a view. */
    static Map<String, String> of(View view) {
        Map<String, String> settings = new HashMap<>();
        // Nothing but questions may be asked, and the settings below still be set.
        settings.put("readonly", "2");
        settings.put("max_execution_time", String.valueOf(view.limits().seconds()));
        settings.put("max_memory_usage", String.valueOf(view.limits().memory()));
        settings.put("cancel_http_readonly_queries_on_client_close", "1");
        return settings;
    }

    static Map<String, String> ofAnswer(QueryQuestion question) {
        Map<String, String> settings = of(question.view());
        settings.put("result_overflow_mode", "throw");
        settings.put("max_result_rows", String.valueOf(question.whole() ? question.rows() : question.wantedRows()));
        if (!question.file()) {
            settings.put("max_result_bytes", String.valueOf(LARGEST_PAGE));
            // A failure after the first row is still a failure of the request.
            settings.put("wait_end_of_query", "1");
        }
        settings.put("date_time_output_format", "iso");
        settings.put("output_format_json_validate_utf8", "1");
        settings.put("output_format_json_quote_64bit_integers", "0");
        settings.put("output_format_csv_serialize_tuple_into_separate_columns", "0");
        return settings;
    }
}
