package io.caravan.query.view;

import java.util.List;

/**
 * The statements that a view's file implies.
 *
 * @param statements dictionaries first; none when there are verdicts
 */
public record Ddl(List<String> statements, List<Verdict> verdicts) {

    public Ddl {
        statements = List.copyOf(statements);
        verdicts = List.copyOf(verdicts);
    }
}
