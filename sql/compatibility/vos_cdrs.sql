-- Call records under the names and types that reports made for the older store ask for. Applied at every start, each view
-- by itself, into the database caravan.cdr.compatibility.database; ${hub} is the hub's own. DateTime is in the server's zone.

-- fee has four decimals there: rounded. An end_direction that was not reported is 255, a stop that was not reported 1970.
CREATE OR REPLACE VIEW ${compatibility}.cdrs
(
    id UInt64,
    vos_id UInt32,
    flow_no String,
    account_name String,
    account String,
    caller_e164 String,
    caller_access_e164 String,
    callee_e164 String,
    callee_access_e164 String,
    start DateTime,
    stop DateTime,
    hold_time UInt32,
    fee_time UInt32,
    fee Decimal(10, 4),
    end_reason String,
    end_direction UInt8,
    callee_gateway String,
    callee_ip String,
    raw String,
    created_at DateTime,
    updated_at DateTime
)
AS SELECT
    xxHash64(node_id, day, c.flow_no) AS id,
    node_id AS vos_id,
    toString(c.flow_no) AS flow_no,
    c.account_name AS account_name,
    c.account AS account,
    c.caller_e164 AS caller_e164,
    c.caller_access_e164 AS caller_access_e164,
    c.callee_e164 AS callee_e164,
    c.callee_access_e164 AS callee_access_e164,
    toDateTime(start_time) AS start,
    toDateTime(stop_time) AS stop,
    c.hold_time AS hold_time,
    c.fee_time AS fee_time,
    round(c.fee, 4) AS fee,
    toString(c.end_reason) AS end_reason,
    if(c.end_direction < 0, 255, toUInt8(c.end_direction)) AS end_direction,
    c.callee_gateway AS callee_gateway,
    c.callee_ip AS callee_ip,
    c.raw AS raw,
    toDateTime(stored_at) AS created_at,
    toDateTime(stored_at) AS updated_at
FROM ${hub}.cdr_current AS c;

-- Sums are those of the hub's statistics: exact, where the older store counted a record again with each pull.
CREATE OR REPLACE VIEW ${compatibility}.cdrs_daily_stats
(
    vos_id UInt32,
    call_date Date,
    account String,
    call_count UInt64,
    total_duration UInt64,
    total_fee Decimal(38, 4)
)
AS SELECT
    node_id AS vos_id,
    day AS call_date,
    d.account AS account,
    sum(calls) AS call_count,
    sum(hold_time) AS total_duration,
    round(sum(fee), 4) AS total_fee
FROM ${hub}.cdr_days AS d
GROUP BY vos_id, call_date, account;

CREATE OR REPLACE VIEW ${compatibility}.cdrs_account_stats
(
    vos_id UInt32,
    account String,
    call_count UInt64,
    total_duration UInt64,
    total_fee Decimal(38, 4),
    last_call_time DateTime
)
AS SELECT
    node_id AS vos_id,
    d.account AS account,
    sum(calls) AS call_count,
    sum(hold_time) AS total_duration,
    round(sum(fee), 4) AS total_fee,
    toDateTime(max(last_call)) AS last_call_time
FROM ${hub}.cdr_days AS d
GROUP BY vos_id, account;
