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

    /**
     * The one of that name.
     *
     * @throws IOException as of {@link #all}
     */
    public Checked one(String name) throws IOException {
        return of(List.of(ViewFile.of(folder.resolve(name + ".yaml"))));
    }

    /**
     * The statements that the file of a view implies; dictionaries that have a source need not be there.
     *
     * @throws IOException when ClickHouse does not answer, or the file cannot be read
     */
    public Ddl ddl(String name) throws IOException {
        ViewFile file = ViewFile.of(folder.resolve(name + ".yaml"));
        String shown = file.shownBelow(home);
        CheckedView checked = new ViewCheck(new Schema(source, database), true).check(shown, name, file.text());
        return new DdlWriter(database).write(shown, checked);
    }

    /** Names of the files, without their endings. */
    public List<String> names() throws IOException {
        return files().stream().map(ViewFile::name).toList();
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
