package io.caravan.query.view;

import io.caravan.query.Planner;
import io.caravan.query.Sql;
import io.caravan.query.View;

/** Writes {@code CREATE VIEW}: what a view shows of its wide table, for those who ask in SQL. */
final class ViewStatement {

    private ViewStatement() {}

    /** @throws io.caravan.query.QueryException when the default filter cannot be used */
    static String of(View view) {
        return "CREATE VIEW " + Sql.quote(view.table().database(), view.name()) + " AS\n"
                + new Planner().definition(view);
    }
}
