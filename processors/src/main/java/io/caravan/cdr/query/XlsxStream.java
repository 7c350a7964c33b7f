package io.caravan.cdr.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Rows of the store, one JSON object each, as an Excel workbook that is made as it is read: memory holds some rows of it. Texts
 * are texts, whatever they begin with; times are Excel's own, on the clock of the question's zone.
 */
final class XlsxStream extends InputStream {

    private static final int ROWS_AT_ONCE = 500;
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private final InputStream source;
    private final ExportQuestion question;
    private final Buffer made = new Buffer();
    private MappingIterator<JsonNode> rows;
    private Workbook workbook;
    private Worksheet sheet;
    private int row;
    private boolean finished;

    XlsxStream(InputStream source, ExportQuestion question) {
        this.source = source;
        this.question = question;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (made.isEmpty() && !finished) {
            makeMore();
        }
        return made.take(bytes, offset, length);
    }

    private void makeMore() throws IOException {
        if (workbook == null) {
            begin();
        }
        for (int i = 0; i < ROWS_AT_ONCE && rows.hasNextValue(); i++) {
            write(rows.nextValue());
        }
        sheet.flush();
        if (!rows.hasNextValue()) {
            workbook.finish();
            finished = true;
        }
    }

    private void begin() throws IOException {
        rows = JSON.readValues(source);
        workbook = new Workbook(made, "Caravan", "1.0");
        sheet = workbook.newWorksheet("cdrs");
        sheet.freezePane(0, 1);
        List<String> fields = question.fields();
        for (int column = 0; column < fields.size(); column++) {
            sheet.inlineString(0, column, fields.get(column));
        }
        row = 1;
    }

    private void write(JsonNode values) {
        for (int column = 0; column < question.fields().size(); column++) {
            JsonNode value = values.path(question.fields().get(column));
            if (!value.isNull()) {
                write(column, value);
            }
        }
        row++;
    }

    private void write(int column, JsonNode value) {
        String field = question.fields().get(column);
        if (Fields.kind(field) == Fields.Kind.TIME) {
            sheet.value(
                    row,
                    column,
                    LocalDateTime.ofInstant(
                            Instant.ofEpochMilli(value.longValue()),
                            question.filter().zone()));
            sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss.000").set();
        } else if (field.equals("day")) {
            sheet.value(row, column, LocalDate.parse(value.textValue()));
            sheet.style(row, column).format("yyyy-mm-dd").set();
        } else if (field.equals("flowNo")) {
            // Excel keeps 15 digits of a number.
            sheet.inlineString(row, column, value.asText());
        } else if (value.isNumber()) {
            sheet.value(row, column, value.decimalValue());
        } else {
            sheet.inlineString(row, column, value.asText());
        }
    }

    @Override
    public void close() throws IOException {
        finished = true;
        source.close();
    }

    /** What is written and not yet read. */
    private static final class Buffer extends ByteArrayOutputStream {

        private int taken;

        boolean isEmpty() {
            return taken == count;
        }

        int take(byte[] bytes, int offset, int length) {
            if (isEmpty()) {
                return -1;
            }
            int size = Math.min(length, count - taken);
            System.arraycopy(buf, taken, bytes, offset, size);
            taken += size;
            if (isEmpty()) {
                reset();
                taken = 0;
            }
            return size;
        }
    }
}
