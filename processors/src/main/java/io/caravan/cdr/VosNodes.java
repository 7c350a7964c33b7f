package io.caravan.cdr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.config.ConfigException;

/** The nodes to pull from, read again at every pull so that an edit needs no restart. */
public final class VosNodes {

    private static final Logger LOG = LoggerFactory.getLogger(VosNodes.class);

    private final Path file;
    private final UnaryOperator<String> placeholders;
    private final VosNodeReader reader = new VosNodeReader();
    private String lastText = "";
    private List<VosNode> nodes = List.of();

    /** @param placeholders fills the {@code {{key}}} of the file */
    public VosNodes(Path file, UnaryOperator<String> placeholders) {
        this.file = file;
        this.placeholders = placeholders;
    }

    /** The nodes that are switched on. */
    public List<VosNode> enabled() {
        return all().stream().filter(VosNode::enabled).toList();
    }

    /** All nodes of the file. A file that cannot be used is told, and the nodes of before stay. */
    public synchronized List<VosNode> all() {
        try {
            String text = Files.readString(file);
            if (!text.equals(lastText)) {
                lastText = text;
                VosNodeReader.Reading reading = reader.read(placeholders.apply(text));
                reading.faults().forEach(fault -> LOG.error("{}: {}", file.getFileName(), fault));
                nodes = reading.nodes();
            }
        } catch (NoSuchFileException e) {
            LOG.error("{} is missing; {} nodes of before stay", file, nodes.size());
        } catch (IOException | ConfigException e) {
            LOG.error("{}: {}; {} nodes of before stay", file, e.getMessage(), nodes.size());
        }
        return nodes;
    }
}
