package io.caravan.query.view;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.caravan.hub.log.Causes;

/** Checks the files of a folder against a server. Has no state; safe for use by several threads. */
public final class ViewChecks {

    private final Path home;
    private final Path folder;
    private final SchemaSource source;
    private final String database;
    private final Optional<Set<String>> keys;

    /**
     * For a hub that runs: its keys may come later than a view that names them.
     *
     * @param home from which on files are told to people
     * @param folder of the files
     * @param database that of tables that are named without one
     */
    public ViewChecks(Path home, Path folder, SchemaSource source, String database) {
        this(home, folder, source, database, Optional.empty());
    }

    /** @param keys names of the API keys, among which those of askers are wanted */
    public ViewChecks(Path home, Path folder, SchemaSource source, String database, Optional<Set<String>> keys) {
        this.keys = keys;
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
        CheckedView checked = checked(new ViewCheck(new Schema(source, database), true, keys), file, shown);
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
        var check = new ViewCheck(new Schema(source, database), false, keys);
        Map<String, CheckedView> checked = new LinkedHashMap<>();
        for (ViewFile file : files) {
            String shown = file.shownBelow(home);
            checked.put(shown, checked(check, file, shown));
        }
        return Checked.of(checked);
    }

    private static CheckedView checked(ViewCheck check, ViewFile file, String shown) throws IOException {
        String text;
        try {
            text = file.text();
        } catch (CharacterCodingException e) {
            return unreadable(shown, "it is not UTF-8");
        } catch (NoSuchFileException e) {
            return unreadable(shown, "it is gone, or leads nowhere");
        } catch (IOException e) {
            return unreadable(shown, Causes.brief(e));
        }
        return check.check(shown, file.name(), text);
    }

    private static CheckedView unreadable(String shown, String why) {
        return new CheckedView(
                Optional.empty(), Optional.empty(), List.of(new Verdict(shown, 1, "cannot be read: " + why)));
    }
}
