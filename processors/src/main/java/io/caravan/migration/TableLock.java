package io.caravan.migration;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.caravan.hub.lease.Lease;

/** The sole right to migrate a table: among the hubs that share a Redis by a lease, on this host by a locked file. */
public final class TableLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableLock.class);

    private final Lease lease;
    private final FileChannel channel;
    private final FileLock fileLock;

    TableLock(Lease lease, FileChannel channel, FileLock fileLock) {
        this.lease = lease;
        this.channel = channel;
        this.fileLock = fileLock;
    }

    /** Higher than that of everybody who had the table before. */
    long fence() {
        return lease.stamp();
    }

    String owner() {
        return lease.owner();
    }

    /** False once another hub may have the table. */
    boolean held() {
        return lease.held() && fileLock.isValid();
    }

    @Override
    public void close() {
        lease.close();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("The lock of a table is not closed: {}", e.getMessage());
        }
    }
}
