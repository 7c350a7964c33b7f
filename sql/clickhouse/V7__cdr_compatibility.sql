-- Fragments of numbers are looked for in both forms of a side's number, so the indexes are on both together.
ALTER TABLE cdr
    ADD INDEX IF NOT EXISTS caller_numbers concat(caller_e164, '\n', caller_access_e164) TYPE text(tokenizer = ngrams(4)),
    ADD INDEX IF NOT EXISTS callee_numbers concat(callee_e164, '\n', callee_access_e164) TYPE text(tokenizer = ngrams(4)),
    DROP INDEX IF EXISTS caller_fragment,
    DROP INDEX IF EXISTS callee_fragment;

-- For the rows that are there already; runs in the background, and questions are right, if slower, until it is done.
ALTER TABLE cdr
    MATERIALIZE INDEX caller_numbers,
    MATERIALIZE INDEX callee_numbers;
