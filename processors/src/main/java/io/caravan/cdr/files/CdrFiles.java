package io.caravan.cdr.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.support.SynchronizationAdapter;

import io.caravan.cdr.KeptDays;
import io.caravan.cdr.LooseRecords;
import io.caravan.cdr.PullRun;
import io.caravan.cdr.VosNode;
import io.caravan.cdr.VosNodes;
import io.caravan.hub.log.Causes;

/** Recognises files that are dropped for nodes, and opens them. Their folder bears the id or the name of the node. */
public final class CdrFiles {

    private static final int BUFFER = 1 << 16;

    private final VosNodes nodes;
    private final FilesTurn turn;
    private final int batchRows;
    private final KeptDays kept;
    private final Clock clock;

    /**
     * @param batchRows most records in one batch
     * @param kept days whose records are kept
     */
    public CdrFiles(VosNodes nodes, FilesTurn turn, int batchRows, KeptDays kept, Clock clock) {
        this.nodes = nodes;
        this.turn = turn;
        this.batchRows = batchRows;
        this.kept = kept;
        this.clock = clock;
    }

    /** Whose folder the file lies in. */
    public VosNode node(Exchange exchange) {
        String folder = path(exchange).getParent().getFileName().toString();
        return nodes.all().stream()
                .filter(node -> folder.equals(String.valueOf(node.id())) || folder.equals(node.name()))
                .findFirst()
                .orElseThrow(() -> new FileFormatException("there is no node " + folder + "; the nodes are "
                        + nodes.all().stream()
                                .map(node -> node.id() + " (" + node.name() + ")")
                                .collect(Collectors.joining(", "))));
    }

    /** Reads the file once, for its digest. */
    public DroppedFile recognise(VosNode node, Exchange exchange) throws IOException {
        Path path = path(exchange);
        return new DroppedFile(
                node, path, sha256(path), new PullRun(UUID.randomUUID(), clock.instant(), turn.nextVersion()));
    }

    /**
     * The file as batches; it is closed with the exchange at the latest.
     *
     * @throws FileFormatException when it cannot be used as a whole
     */
    public FileBatches open(DroppedFile file, Exchange exchange) throws IOException {
        InputStream in = Files.newInputStream(file.path());
        try {
            var records = new LooseRecords(file.node(), file.run(), kept.firstDay(file.node()));
            var batches = new FileBatches(file, source(file.name(), in), records, batchRows);
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    close(batches);
                }
            });
            return batches;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    public FileEntry taking(DroppedFile file) {
        return FileEntry.taking(file);
    }

    public FileEntry done(DroppedFile file, FileBatches batches) {
        return FileEntry.done(file, batches, clock.instant());
    }

    public FileEntry failed(DroppedFile file, String why) {
        return FileEntry.failed(file, why, clock.instant());
    }

    /** What is wrong with the file, out of what Camel wrapped it in. */
    public String reason(Exception caught) {
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileFormatException) {
                return cause.getMessage();
            }
        }
        return Causes.brief(caught);
    }

    /** The same content came once more. */
    public FileEntry again(List<FileEntry> known) {
        return known.get(0).again(clock.instant());
    }

    private static RecordSource source(String name, InputStream in) throws IOException {
        String plain = name.toLowerCase(Locale.ROOT);
        InputStream content = in;
        if (plain.endsWith(".gz")) {
            content = unzipped(in);
            plain = plain.substring(0, plain.length() - 3);
        }
        content = WithoutMark.of(content);
        return plain.endsWith(".csv") ? new CsvRows(content) : new JsonLines(content);
    }

    private static InputStream unzipped(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in, BUFFER);
        } catch (ZipException | EOFException e) {
            throw new FileFormatException("the file is named .gz and is no gzip file", e);
        }
    }

    private static void close(FileBatches batches) {
        try {
            batches.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the file", e);
        }
    }

    private static Path path(Exchange exchange) {
        GenericFile<?> file = exchange.getProperty(Exchange.FILE_EXCHANGE_FILE, GenericFile.class);
        return Path.of(file.getAbsoluteFilePath());
    }

    private static String sha256(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
