package io.caravan.hub.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.config.ConfigException;

/**
 * The keys of a file, which may be edited while the hub runs. An edit that cannot be used is told once, and the keys of
 * before stay; so they do when the file vanishes, since without any key a hub may be open to everybody.
 */
public final class ApiKeyFile implements Supplier<ApiKeys> {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyFile.class);

    private final Path file;
    private String handled;
    private String seen;
    private volatile ApiKeys keys;
    private volatile String fault = "";

    /**
     * There is no key when the file does not exist.
     *
     * @throws ConfigException when it exists and cannot be used
     */
    public ApiKeyFile(Path file) {
        this.file = file;
        this.handled = text();
        this.seen = handled;
        this.keys = handled == null ? ApiKeys.none() : ApiKeys.read(file);
    }

    @Override
    public ApiKeys get() {
        return keys;
    }

    /** Why the file as it is now is not in force; empty when it is. */
    public String fault() {
        return fault;
    }

    /** Takes an edit over. It counts once two looks in a row agree, so that a file being written is left alone. */
    public synchronized void look() {
        String now = text();
        boolean settled = now == null ? seen == null : now.equals(seen);
        seen = now;
        if (!settled || (now == null ? handled == null : now.equals(handled))) {
            return;
        }
        handled = now;
        try {
            if (now == null || now.isBlank()) {
                throw new ConfigException(file + " is missing or empty; without a key it wants to be \"keys: []\"");
            }
            ApiKeys read = ApiKeys.parse(now, file);
            fault = "";
            keys = read;
            LOG.info("{} keys are taken from {}", read.size(), file);
        } catch (ConfigException e) {
            fault = e.getMessage();
            LOG.error("{}; the {} keys of before stay", e.getMessage(), keys.size());
        }
    }

    private String text() {
        try {
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            LOG.debug("{} cannot be read now", file, e);
            return "";
        }
    }
}
