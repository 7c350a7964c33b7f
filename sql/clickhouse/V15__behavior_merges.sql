-- A range of each partition of Kafka comes every second: many small parts. ClickHouse takes five of them to be worth a merge
-- with the part that all before have become, as long as that has less than some 20 MB, and so writes everything again and
-- again. With eight it merges the small ones first: half the work, and a few parts more to read. Not for the aggregates of
-- hours and days: each part of theirs holds states of users of its own, which every question would have to put together.
ALTER TABLE user_behaviors MODIFY SETTING merge_selector_base = 8;
ALTER TABLE behavior_ranges MODIFY SETTING merge_selector_base = 8;
ALTER TABLE behavior_user_day MODIFY SETTING merge_selector_base = 8;
