package io.caravan.cdr.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;

import io.caravan.cdr.CsvRecords;

/**
 * CSV in UTF-8 (RFC 4180), commas or semicolons, with a header line of VOS names. A row of another width than the header is
 * one bad record; a quote that is never closed spoils the rest of the file.
 */
final class CsvRows implements RecordSource {

    private static final int LONGEST_HEADER = 1 << 16;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final MappingIterator<String[]> rows;
    private final CsvRecords records;

    /** @throws FileFormatException when there is no header, or one that cannot be used */
    CsvRows(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in, 2 * LONGEST_HEADER);
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(buffered));
        rows = new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .with(schema)
                .readValues(buffered);
        String[] first = read();
        if (first == null) {
            throw new FileFormatException("the file is empty: a header line is wanted");
        }
        List<String> header = Arrays.stream(first).map(String::strip).toList();
        CsvRecords.fault(header).ifPresent(fault -> {
            throw new FileFormatException("header: " + fault);
        });
        records = CsvRecords.of(header);
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        // The parser stands at the end of the line before.
        long line = rows.getCurrentLocation().getLineNr();
        String[] values = read();
        if (values == null) {
            return Optional.empty();
        }
        if (values.length != records.width()) {
            String fault = values.length + " values, where the header has " + records.width() + " columns";
            return Optional.of(FileRecord.bad(line, fault, JSON.writeValueAsBytes(values)));
        }
        ObjectNode record = records.record(values);
        return Optional.of(FileRecord.of(line, record, JSON.writeValueAsBytes(record)));
    }

    private String[] read() throws IOException {
        try {
            return rows.hasNextValue() ? rows.nextValue() : null;
        } catch (JsonProcessingException e) {
            throw broken(e.getLocation() == null ? 0 : e.getLocation().getLineNr(), e.getOriginalMessage(), e);
        } catch (RuntimeJsonMappingException e) {
            throw broken(rows.getCurrentLocation().getLineNr(), e.getMessage(), e);
        }
    }

    private static FileFormatException broken(long line, String how, Exception cause) {
        return new FileFormatException("no CSV at line " + line + ": " + how, cause);
    }

    private static char separator(BufferedInputStream in) throws IOException {
        in.mark(LONGEST_HEADER);
        byte[] begin = in.readNBytes(LONGEST_HEADER);
        in.reset();
        String text = new String(begin, StandardCharsets.UTF_8);
        String header = text.lines().findFirst().orElse("");
        long semicolons = header.chars().filter(c -> c == ';').count();
        return semicolons > header.chars().filter(c -> c == ',').count() ? ';' : ',';
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
