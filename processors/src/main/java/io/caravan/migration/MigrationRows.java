package io.caravan.migration;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

/** Rows about storage as lines of JSON, the way ClickHouse gives them. */
public final class MigrationRows {

    private final ObjectMapper json;

    public MigrationRows(ObjectMapper json) {
        this.json = json.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    }

    public List<TableFacts> tables(InputStream lines) throws IOException {
        return read(lines, TableFacts.class);
    }

    public StoragePolicies policies(InputStream lines) throws IOException {
        return StoragePolicies.of(read(lines, StorageVolume.class));
    }

    public List<PartitionFacts> partitions(InputStream lines) throws IOException {
        return read(lines, PartitionFacts.class);
    }

    public List<ReplicaFacts> replicas(InputStream lines) throws IOException {
        return read(lines, ReplicaFacts.class);
    }

    public List<TableReplicas> tableReplicas(InputStream lines) throws IOException {
        return read(lines, TableReplicas.class);
    }

    public List<Part> parts(InputStream lines) throws IOException {
        return read(lines, PartRow.class).stream()
                .map(row -> new Part(
                        PartName.of(row.partitionId(), row.name()),
                        row.rows(),
                        row.bytes(),
                        row.disk(),
                        row.hash(),
                        row.modified()))
                .toList();
    }

    /** The one number of the one row. */
    public long number(InputStream lines) throws IOException {
        return read(lines, Count.class).get(0).n();
    }

    /** The one column of the rows. */
    public List<String> ids(InputStream lines) throws IOException {
        return read(lines, Id.class).stream().map(Id::id).toList();
    }

    private record Count(long n) {}

    private record Id(String id) {}

    private record PartRow(
            String partitionId, String name, long rows, long bytes, String disk, String hash, Instant modified) {}

    private <T> List<T> read(InputStream lines, Class<T> type) throws IOException {
        try (MappingIterator<T> rows = json.readerFor(type).readValues(lines)) {
            return rows.readAll();
        }
    }
}
