package io.caravan.cdr.query;

/** Where statistics are added up from: the coarsest that is exact for the question. */
enum StatsSource {
    /** Statistics of business days; the view of them would cost planning a third of the time of a month. */
    DAYS(1830, "FROM cdr_statistics_day", """
            sum(calls) AS sumCalls, sum(answered) AS sumAnswered, sum(hold_time) AS sumHoldTime,
              sum(fee_time) AS sumFeeTime, sum(fee) AS sumFee, sum(cost) AS sumCost, max(last_call) AS maxCall"""),
    /** Statistics of hours on the clocks of the nodes. */
    HOURS(366, "FROM cdr_hours", DAYS.sums),
    /** The records themselves. */
    RECORDS(31, "FROM cdr_current", """
            count() AS sumCalls, countIf(hold_time > 0) AS sumAnswered, sum(hold_time) AS sumHoldTime,
              sum(fee_time) AS sumFeeTime, sum(fee) AS sumFee, sum(agent_fee) AS sumCost, max(start_time) AS maxCall""");

    private final int mostDays;
    private final String from;
    private final String sums;

    StatsSource(int mostDays, String from, String sums) {
        this.mostDays = mostDays;
        this.from = from;
        this.sums = sums;
    }

    /** Longest range that is added up from it. */
    int mostDays() {
        return mostDays;
    }

    String from() {
        return from;
    }

    String sums() {
        return sums;
    }

    /** The column of time. */
    String time() {
        return this == HOURS ? "hour" : "start_time";
    }
}
