-- Files of call records that were dropped for a node, by content: the same content is taken once.
CREATE TABLE IF NOT EXISTS cdr_files
(
    node_id UInt32,
    sha256 String COMMENT 'of the content as dropped, in hexadecimal digits',
    name String COMMENT 'of the last file with this content',
    state LowCardinality(String) COMMENT 'taking, done or failed',
    rows UInt64 COMMENT 'records stored',
    rejected UInt64 COMMENT 'sent to the dead letters',
    duplicates UInt64 COMMENT 'left out: they stand in the file before, byte for byte',
    days Array(Date) COMMENT 'business days of the stored records',
    run_id UUID COMMENT 'in the rows of cdr that came from the file',
    started_at DateTime64(3, 'UTC'),
    finished_at Nullable(DateTime64(3, 'UTC')),
    error String COMMENT 'why it failed; empty when it did not',
    repeated UInt32 COMMENT 'how often the same content came again, and was not stored',
    version UInt64 COMMENT 'moment of writing, epoch milliseconds: the highest counts'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (node_id, sha256)
COMMENT 'Files that were taken; read with FINAL';
