package io.caravan.cdr.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says for people why a window is not right, as far as that can be known. */
final class Reasons {

    private Reasons() {}

    static List<String> of(Map<String, Object> row) {
        List<String> why = new ArrayList<>();
        switch (Row.text(row, "verdict")) {
            case "not pulled" -> why.add(notPulled(row));
            case "failed" -> why.add("the last pull failed: " + Row.text(row, "error"));
            case "pulling" ->
                why.add(
                        "the store holds records of a younger pull, which has not ended: it goes on, or was killed and comes again");
            case "differs" -> differs(row, why);
            default -> {
                // Nothing to explain.
            }
        }
        if (Row.number(row, "rejected") > 0) {
            why.add(counted(Row.number(row, "rejected"), "record") + " of the reply among the dead letters");
        }
        return List.copyOf(why);
    }

    private static String notPulled(Map<String, Object> row) {
        return Row.number(row, "storeRecords") > 0
                ? "the ledger has no entry: the records came from a file, or their first pull has not ended"
                : "the ledger has no entry, though the account was pulled on other days around this one";
    }

    private static void differs(Map<String, Object> row, List<String> why) {
        long more = Row.number(row, "moreRecords");
        long vanished = Row.number(row, "vanished");
        if (!Row.flag(row, "same")) {
            if (vanished > 0) {
                why.add(counted(vanished, "vanished record") + (more == vanished ? "" : " at the last pull")
                        + ", still stored");
            }
            if (more > 0 && more != vanished) {
                why.add("the store holds " + counted(more, "record") + " more than the node replied");
            } else if (more < 0) {
                why.add("the store lacks " + counted(-more, "record") + " of the reply");
            } else if (more == 0) {
                why.add("as many records as the node replied, but not the same ones");
            }
        }
        if (Row.number(row, "otherDays") > 0) {
            why.add(counted(Row.number(row, "otherDays"), "record")
                    + " of the reply began on another day, and are stored there: is the zone of the node right?");
        }
        if (Row.text(row, "ownVerdict").equals("differs")) {
            why.add("the node itself counts " + counted(Row.number(row, "ownRecords"), "record") + " and a fee of "
                    + Row.money(row, "ownFee").toPlainString());
        }
    }

    static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
