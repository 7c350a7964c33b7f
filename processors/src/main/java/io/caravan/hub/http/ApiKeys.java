package io.caravan.hub.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.caravan.hub.config.ConfigException;

/** The keys of the clients, of which only hashes are known. */
public final class ApiKeys {

    private static final int HASH_BYTES = 32;

    private final List<Entry> entries;

    private record Entry(byte[] hash, ApiKey key) {}

    private record File(List<Line> keys) {}

    private record Line(String name, String tenant, List<String> scopes, String sha256) {}

    private ApiKeys(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    public static ApiKeys none() {
        return new ApiKeys(List.of());
    }

    /** @throws ConfigException when the file cannot be read, or a key is not complete */
    public static ApiKeys read(Path file) {
        try {
            return parse(Files.readString(file), file);
        } catch (IOException e) {
            throw new ConfigException("cannot read the keys in " + file);
        }
    }

    /**
     * @param file where the text is from, for people
     * @throws ConfigException when the text cannot be read, or a key is not complete
     */
    static ApiKeys parse(String text, Path file) {
        try {
            File read = new YAMLMapper().readValue(text, File.class);
            List<Line> lines = read == null || read.keys() == null ? List.of() : read.keys();
            return new ApiKeys(lines.stream().map(line -> entry(line, file)).toList());
        } catch (JsonProcessingException e) {
            // The parser quotes what it cannot read, which may be a hash.
            throw new ConfigException("cannot read the keys in " + file
                    + (e.getLocation() == null
                            ? ""
                            : ", line " + e.getLocation().getLineNr()));
        }
    }

    /** Of all keys; for people, not secret. */
    public Set<String> names() {
        return entries.stream().map(entry -> entry.key().name()).collect(Collectors.toSet());
    }

    int size() {
        return entries.size();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Looks at every key, so that the time it takes tells nothing. */
    public Optional<ApiKey> find(String candidate) {
        byte[] hash = sha256(candidate);
        ApiKey found = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.hash(), hash)) {
                found = entry.key();
            }
        }
        return Optional.ofNullable(found);
    }

    private static Entry entry(Line line, Path file) {
        String where = file + ", key " + line.name() + ": ";
        if (line.name() == null || line.tenant() == null || line.tenant().isBlank()) {
            throw new ConfigException(where + "name and tenant are wanted");
        }
        return new Entry(
                hash(line, where), new ApiKey(line.name(), line.tenant().strip(), scopes(line, where)));
    }

    private static byte[] hash(Line line, String where) {
        try {
            byte[] hash = HexFormat.of()
                    .parseHex(line.sha256() == null ? "" : line.sha256().strip());
            if (hash.length == HASH_BYTES) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException(where + "sha256 is no hexadecimal number");
        }
        throw new ConfigException(where + "sha256 wants 64 hexadecimal digits");
    }

    private static Set<ApiKey.Scope> scopes(Line line, String where) {
        Set<ApiKey.Scope> scopes = EnumSet.noneOf(ApiKey.Scope.class);
        try {
            for (String scope : line.scopes() == null ? List.<String>of() : line.scopes()) {
                scopes.add(ApiKey.Scope.valueOf(scope.strip().toUpperCase(Locale.ROOT)));
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException(where + "scopes are ingest, query, config and admin");
        }
        return scopes;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
