package io.caravan.migration.copy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ends like a kill at every changing statement that it has not seen in an earlier attempt: before or after it took effect. */
final class CutServer implements CopyServer {

    private final CopyServer server;
    private final boolean afterwards;
    private final Set<String> seen = new HashSet<>();

    /** @param afterwards whether the server carries out the statement, of which nobody hears */
    CutServer(CopyServer server, boolean afterwards) {
        this.server = server;
        this.afterwards = afterwards;
    }

    /** Not one of those that the code under test might catch. */
    static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public List<Map<String, String>> rows(String sql, Map<String, Object> parameters) {
        return server.rows(sql, parameters);
    }

    @Override
    public void run(String sql, Map<String, Object> parameters, Map<String, String> settings) {
        boolean known = !seen.add(sql + parameters.get("kind") + parameters.get("partition"));
        if (known || afterwards) {
            server.run(sql, parameters, settings);
        }
        if (!known) {
            throw new Killed();
        }
    }
}
