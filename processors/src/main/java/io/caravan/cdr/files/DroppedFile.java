package io.caravan.cdr.files;

import java.nio.file.Path;
import java.time.Instant;

import io.caravan.cdr.PullRun;
import io.caravan.cdr.VosNode;

/**
 * A file that was dropped for a node.
 *
 * @param node whose records it has
 * @param sha256 of the content as dropped, in hexadecimal digits
 * @param run under which its records are stored
 */
public record DroppedFile(VosNode node, Path path, String sha256, PullRun run) {

    public String name() {
        return path.getFileName().toString();
    }

    Instant startedAt() {
        return run.start();
    }

    @Override
    public String toString() {
        return node.id() + "/" + name();
    }
}
