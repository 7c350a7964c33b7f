-- What could not be used, one row each time it was found bad. The topics of dead letters are read into it. The same bytes of
-- the same source are one letter: read dead_letters_current.
CREATE TABLE IF NOT EXISTS dead_letters
(
    id String COMMENT 'of the letter: 32 hexadecimal digits made of stream, source and bytes',
    stream LowCardinality(String),
    reason LowCardinality(String) COMMENT 'a word that can be counted',
    detail String COMMENT 'the reason in words' CODEC(ZSTD(1)),
    source String COMMENT 'http, topic:partition:offset, node/account/day, or file and line' CODEC(ZSTD(1)),
    facts String COMMENT 'JSON: what its stream needs to know to send it again' CODEC(ZSTD(1)),
    raw String COMMENT 'the bytes as they came' CODEC(ZSTD(3)),
    bytes UInt32 COMMENT 'of raw',
    seen_at DateTime64(3, 'UTC') COMMENT 'when it was written to Kafka',
    kafka_topic LowCardinality(String),
    kafka_partition UInt16,
    kafka_offset UInt64
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMMDD(seen_at)
ORDER BY (id, seen_at, kafka_topic, kafka_partition, kafka_offset)
TTL toDateTime(seen_at) + INTERVAL 31 DAY
SETTINGS ttl_only_drop_parts = 1
COMMENT 'Dead letters, a row each time one was found bad; read dead_letters_current';

-- What became of letters. It outlives them, so that a letter that was discarded stays so when it comes again.
CREATE TABLE IF NOT EXISTS dead_letter_marks
(
    id String,
    state LowCardinality(String) COMMENT 'resent or discarded',
    outcome LowCardinality(String) COMMENT 'resent, already_stored or discarded',
    seen_until DateTime64(3, 'UTC') COMMENT 'when the letter had been found bad last: one that was resent and is found bad after that is new again',
    marked_by String COMMENT 'for people',
    marked_at DateTime64(3, 'UTC') DEFAULT now64(3),
    version UInt64 DEFAULT generateSnowflakeID() COMMENT 'the highest counts'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY id
TTL toDateTime(marked_at) + INTERVAL 91 DAY
COMMENT 'What became of dead letters; read with FINAL';

-- Each letter once, as it was found bad last. A row that came twice from Kafka counts once.
CREATE OR REPLACE VIEW dead_letters_current AS
SELECT letters.id AS id, letters.stream AS stream, letters.newest.1 AS reason, letters.newest.2 AS detail,
    letters.newest.3 AS source, letters.newest.4 AS facts, letters.newest.5 AS bytes,
    letters.first_seen AS first_seen, letters.last_seen AS last_seen, letters.times AS times,
    multiIf(marks.state = '' OR (marks.state = 'resent' AND letters.last_seen > marks.seen_until), 'new', marks.state)
        AS state,
    marks.outcome AS outcome, marks.marked_by AS marked_by, marks.marked_at AS marked_at
FROM
(
    SELECT id, any(dead_letters.stream) AS stream,
        argMax((reason, detail, source, facts, bytes), (seen_at, kafka_offset)) AS newest,
        min(seen_at) AS first_seen, max(seen_at) AS last_seen,
        uniqExact(kafka_topic, kafka_partition, kafka_offset) AS times
    FROM dead_letters
    GROUP BY id
) AS letters
LEFT JOIN
(
    SELECT id, state, outcome, seen_until, marked_by, marked_at FROM dead_letter_marks FINAL
) AS marks ON letters.id = marks.id;
