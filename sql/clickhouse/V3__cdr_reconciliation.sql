-- What lets a pull tell new, changed, late and vanished records apart, and prove that the store holds what the node replied.
ALTER TABLE cdr
    ADD COLUMN IF NOT EXISTS fingerprint UInt64 DEFAULT xxHash64(raw) COMMENT 'of raw: another one is a changed record' AFTER raw,
    ADD COLUMN IF NOT EXISTS deleted Bool DEFAULT false COMMENT 'vanished at the node, and hidden because so configured' AFTER fingerprint,
    MODIFY COLUMN version COMMENT 'stamp of that pull, epoch milliseconds, never lower than an earlier one of the node: the highest wins';

CREATE OR REPLACE VIEW cdr_current AS
SELECT * FROM cdr FINAL WHERE NOT deleted SETTINGS do_not_merge_across_partitions_select_final = 1;

ALTER TABLE cdr_ledger
    MODIFY COLUMN records COMMENT 'in the reply of the last successful pull, each call once',
    ADD COLUMN IF NOT EXISTS checksum UInt64 COMMENT 'sum of the fingerprints of those records, modulo 2^64' AFTER hold_time,
    ADD COLUMN IF NOT EXISTS changed UInt64 COMMENT 'of those, stored before with other content' AFTER checksum,
    ADD COLUMN IF NOT EXISTS late UInt64 COMMENT 'of those, new after the day had ended and been pulled to its end' AFTER changed,
    ADD COLUMN IF NOT EXISTS vanished UInt64 COMMENT 'stored, and not in that reply' AFTER late,
    ADD COLUMN IF NOT EXISTS stored_records UInt64 COMMENT 'in the store after that pull, vanished ones included' AFTER vanished,
    ADD COLUMN IF NOT EXISTS stored_fee Decimal(18, 6) AFTER stored_records,
    ADD COLUMN IF NOT EXISTS stored_hold_time UInt64 AFTER stored_fee,
    ADD COLUMN IF NOT EXISTS stored_checksum UInt64 AFTER stored_hold_time,
    ADD COLUMN IF NOT EXISTS fault LowCardinality(String) COMMENT 'class of the last failure, which decides when it is tried again; empty: none' AFTER error;

-- Records that changed, came late or vanished, one row each; listed before the store is changed, so that none is missed.
CREATE TABLE IF NOT EXISTS cdr_changes
(
    node_id UInt32,
    day Date,
    account LowCardinality(String),
    flow_no Int64,
    kind Enum8('changed' = 1, 'late' = 2, 'vanished' = 3),
    fingerprint UInt64 COMMENT 'of the record in the reply; of a vanished one, as stored',
    fee_before Decimal(18, 6) COMMENT 'as stored; 0 for a late record',
    fee_after Decimal(18, 6) COMMENT 'as replied; 0 for a vanished record',
    hold_time_before UInt32,
    hold_time_after UInt32,
    run_id UUID COMMENT 'the last pull that saw it so',
    seen_at DateTime64(3, 'UTC') COMMENT 'start of that pull',
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (node_id, day, flow_no, kind, fingerprint)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Changed, late and vanished records; read with FINAL';

-- Days whose records a pull, a file or a deletion is about to change: what is derived of them is older than this, or stale.
CREATE TABLE IF NOT EXISTS cdr_touched
(
    node_id UInt32,
    day Date,
    version UInt64 COMMENT 'of the rows that are stored after this mark'
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (node_id, day)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Marks written before records are; read with FINAL';
