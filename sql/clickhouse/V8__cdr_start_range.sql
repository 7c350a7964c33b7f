-- For questions by time that do not say the business day, such as those to the compatibility view.
ALTER TABLE cdr ADD INDEX IF NOT EXISTS start_range start_time TYPE minmax GRANULARITY 1;
ALTER TABLE cdr MATERIALIZE INDEX start_range;

-- A start may be corrected: what an index finds of one version has to be compared with the others.
CREATE OR REPLACE VIEW cdr_current AS
SELECT * FROM cdr FINAL WHERE NOT deleted
SETTINGS do_not_merge_across_partitions_select_final = 1, use_skip_indexes_if_final_exact_mode = 1;
