package io.caravan.hub.routes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The texts of all YAML files under {@code routes/} and {@code kamelets/} at one moment.
 *
 * @param texts path relative to the project home, with slashes, to the text of the file
 */
public record RouteTree(SortedMap<String, String> texts) {
    private static final List<String> FOLDERS = List.of("routes", "kamelets");
    static final RouteTree EMPTY = new RouteTree(new TreeMap<>());

    public RouteTree {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /**
     * Reads the files of a project. Hidden files are left out: editors keep locks and copies in them.
     *
     * @param home the folder that holds {@code routes/} and {@code kamelets/}; a missing one counts as empty
     * @throws IOException if a file cannot be read, or vanishes meanwhile
     */
    public static RouteTree read(Path home) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        for (String folder : FOLDERS) {
            for (Path file : yamlFiles(home.resolve(folder))) {
                String path = home.relativize(file).toString().replace('\\', '/');
                texts.put(path, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        return new RouteTree(texts);
    }

    /** What the files look like from outside, names, sizes and times: something cheap that changes when they do. */
    static String outline(Path home) throws IOException {
        StringBuilder outline = new StringBuilder();
        for (String folder : FOLDERS) {
            for (Path file : yamlFiles(home.resolve(folder))) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                outline.append(file)
                        .append(' ')
                        .append(attributes.size())
                        .append(' ')
                        .append(attributes.lastModifiedTime())
                        .append(' ')
                        .append(attributes.fileKey())
                        .append('\n');
            }
        }
        return outline.toString();
    }

    /** The files whose paths begin with one of these. */
    public RouteTree startingWith(List<String> beginnings) {
        SortedMap<String, String> some = new TreeMap<>(texts);
        some.keySet().removeIf(path -> beginnings.stream().noneMatch(path::startsWith));
        return new RouteTree(some);
    }

    /** Twelve hex digits that change whenever a name or a text does. */
    public String revision() {
        MessageDigest digest = sha256();
        texts.forEach((path, text) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        });
        return HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    private static List<Path> yamlFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        // Links are followed: Kubernetes mounts files as links, into a hidden folder that is left out like any other.
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> isYaml(folder.relativize(file)))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            throw new IOException("cannot list " + folder, e.getCause());
        }
    }

    private static boolean isYaml(Path file) {
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
