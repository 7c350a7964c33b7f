package io.caravan.cdr.statistics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.caravan.cdr.CdrBatch;
import io.caravan.cdr.VosNode;
import io.caravan.clickhouse.block.Block;
import io.caravan.clickhouse.block.Column;
import io.caravan.clickhouse.block.ColumnType;
import io.caravan.clickhouse.block.CompressedBlocks;
import io.caravan.clickhouse.block.Spool;

/** Batches of call records of all kinds: new, known, corrected and deleted ones. */
final class RandomCalls {

    private static final List<Column> COLUMNS = List.of(
            new Column("node_id", ColumnType.UINT32),
            new Column("day", ColumnType.DATE),
            new Column("flow_no", ColumnType.INT64),
            new Column("account", ColumnType.STRING),
            new Column("caller_gateway", ColumnType.STRING),
            new Column("callee_gateway", ColumnType.STRING),
            new Column("start_time", ColumnType.DATETIME64_MS),
            new Column("hold_time", ColumnType.UINT32),
            new Column("fee_time", ColumnType.UINT32),
            new Column("fee", ColumnType.DECIMAL_18_6),
            new Column("agent_fee", ColumnType.DECIMAL_18_6),
            new Column("deleted", ColumnType.INT8),
            new Column("version", ColumnType.UINT64));
    private static final String[] ACCOUNTS = {"8001", "上海", "", "100% 'VoIP' \\8"};
    private static final String[] GATEWAYS = {"", "gw-1", "gw-2"};

    private final Random random;
    private final List<Object[]> stored = new ArrayList<>();
    private long version = 1;

    RandomCalls(long seed) {
        random = new Random(seed);
    }

    /** The next batch of a node, with records of these days. */
    CdrBatch batch(VosNode node, List<LocalDate> days, int records) {
        version++;
        var block = new Block(COLUMNS);
        Set<LocalDate> touched = new TreeSet<>();
        Set<Long> once = new TreeSet<>();
        while (block.rows() < records) {
            Object[] row = random.nextInt(3) == 0 ? again(node, days) : fresh(node, days);
            if (row != null && once.add((Long) row[2])) {
                block.add(row);
                stored.add(row);
                touched.add((LocalDate) row[1]);
            }
        }
        int rows = block.rows();
        var spool = new Spool();
        var body = new CompressedBlocks(spool);
        body.take(block);
        body.finish();
        return new CdrBatch(
                spool.take(), rows, UUID.randomUUID().toString(), Set.copyOf(touched), List.of(), List.of());
    }

    /** A record that is stored, as it was or worked over; null when chance finds none. */
    private Object[] again(VosNode node, List<LocalDate> days) {
        if (stored.isEmpty()) {
            return null;
        }
        Object[] row = stored.get(random.nextInt(stored.size())).clone();
        if (!row[0].equals(node.id()) || !days.contains(row[1])) {
            return null;
        }
        switch (random.nextInt(4)) {
            case 0 -> row[11] = 1;
            case 1 -> System.arraycopy(values(), 0, row, 7, 4);
            case 2 -> row[4] = GATEWAYS[random.nextInt(GATEWAYS.length)];
            default -> row[11] = 0;
        }
        row[12] = version;
        return row;
    }

    private Object[] fresh(VosNode node, List<LocalDate> days) {
        LocalDate day = days.get(random.nextInt(days.size()));
        ZoneId zone = node.zone();
        long first = day.atStartOfDay(zone).toInstant().toEpochMilli();
        long end = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        Object[] values = values();
        return new Object[] {
            node.id(),
            day,
            random.nextLong(1_000_000),
            ACCOUNTS[random.nextInt(ACCOUNTS.length)],
            GATEWAYS[random.nextInt(GATEWAYS.length)],
            GATEWAYS[random.nextInt(GATEWAYS.length)],
            Instant.ofEpochMilli(random.nextLong(first, end)).toEpochMilli(),
            values[0],
            values[1],
            values[2],
            values[3],
            0,
            version
        };
    }

    /** Talk time, billed time, fee and cost. */
    private Object[] values() {
        int talk = random.nextInt(3) == 0 ? 0 : random.nextInt(4000);
        return new Object[] {
            talk,
            (talk + 59) / 60 * 60,
            BigDecimal.valueOf(random.nextLong(90_000_000), 6),
            BigDecimal.valueOf(random.nextLong(70_000_000), 6)
        };
    }
}
