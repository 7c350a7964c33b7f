package io.caravan.query.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the files of a folder against a server. Has no state; safe for use by several threads. */
public final class ViewChecks {

    private final Path home;
    private final Path folder;
    private final SchemaSource source;
    private final String database;

    /**
     * @param home from which on files are told to people
     * @param folder of the files
     * @param database that of tables that are named without one
     */
    public ViewChecks(Path home, Path folder, SchemaSource source, String database) {
        this.home = home;
        this.folder = folder;
        this.source = source;
        this.database = database;
    }

    /**
     * All of them.
     *
     * @throws IOException when ClickHouse does not answer, or a file cannot be read
     * @throws SchemaException when ClickHouse does not tell its schema
     */
    public Checked all() throws IOException {
        return of(files());
    }

    List<ViewFile> files() throws IOException {
        return ViewFile.in(folder);
    }

    Checked of(List<ViewFile> files) throws IOException {
        var check = new ViewCheck(new Schema(source, database), false);
        Map<String, CheckedView> checked = new LinkedHashMap<>();
        for (ViewFile file : files) {
            String shown = file.shownBelow(home);
            checked.put(shown, check.check(shown, file.name(), file.text()));
        }
        return Checked.of(checked);
    }
}
