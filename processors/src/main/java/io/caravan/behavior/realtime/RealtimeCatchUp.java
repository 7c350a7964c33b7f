package io.caravan.behavior.realtime;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the figures to where Kafka delivers: reads again what Redis has lost or was told to forget, from the begin of the
 * window at the earliest. It may run beside the consumer; the fence lets each record in once.
 */
public final class RealtimeCatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeCatchUp.class);

    /** By as much Kafka's and the hub's clock may differ. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    private final RealtimeTopic topic;
    private final RealtimeStore store;
    private final RealtimePieces pieces;
    private final RealtimeSettings settings;
    private final Clock clock;
    private volatile boolean seemedShorter;

    /** @param kafka connection properties */
    public RealtimeCatchUp(
            Properties kafka, RealtimeStore store, RealtimePieces pieces, RealtimeSettings settings, Clock clock) {
        this.topic = new RealtimeTopic(kafka, settings);
        this.store = store;
        this.pieces = pieces;
        this.settings = settings;
        this.clock = clock;
    }

    /** How far the figures are, partition by partition. */
    public List<Progress> progress() {
        return topic.progress(partition -> store.fence(partition).next());
    }

    /**
     * The partitions whose figures lack records that Kafka will not deliver by itself. When the figures are ahead of the
     * topic, twice in a row, it was deleted and made again: then they are forgotten, and all is lacking.
     */
    public List<Progress> incomplete() {
        List<Progress> progress = progress();
        boolean shorter = progress.stream().anyMatch(p -> p.applied() > p.end());
        // A partition whose leader has just changed may seem shorter for a moment.
        if (shorter && seemedShorter) {
            LOG.warn(
                    "The topic {} ends before what was applied of it: the realtime figures begin anew",
                    settings.topic());
            store.forget();
            progress = progress();
            shorter = false;
        }
        seemedShorter = shorter;
        return progress.stream().filter(Progress::incomplete).toList();
    }

    /**
     * The next records that are missing before an offset, some thousands at most; none when the figures have reached it.
     *
     * @throws IOException when Kafka does not deliver them
     */
    public List<Missing> next(int partition, long until) throws IOException {
        Fence fence = store.fence(partition);
        if (!fence.behind(until)) {
            return List.of();
        }
        Duration window = Duration.ofMinutes(settings.longestMinutes()).plus(SLACK);
        RealtimeTopic.Records read =
                topic.read(partition, Math.max(0, fence.next()), clock.millis() - window.toMillis(), until);
        List<Missing> missing = new ArrayList<>();
        Fence before = fence;
        for (Piece piece : pieces.cut(partition, read.records())) {
            missing.add(new Missing(before, piece));
            before = new Fence(fence.generation(), piece.last() + 1);
        }
        if (before.behind(read.next())) {
            missing.add(new Missing(before, new Piece(partition, before.next(), read.next() - 1, List.of(), 0, null)));
        }
        LOG.info("Reads partition {} again from Kafka up to {}: it stands at {}", partition, until, fence.next());
        return missing;
    }

    /** Applies what was missing, unless somebody else was quicker. */
    public void apply(Missing missing) {
        store.tryToApply(missing.piece(), missing.fence());
    }
}
