package io.caravan.query.view;

/** Names and texts as SQL has them. */
final class Sql {

    private Sql() {}

    static String name(String name) {
        return '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`';
    }

    static String name(String database, String name) {
        return database.isEmpty() ? name(name) : name(database) + "." + name(name);
    }

    static String text(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
