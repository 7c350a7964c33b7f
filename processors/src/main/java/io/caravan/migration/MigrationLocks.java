package io.caravan.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

import io.caravan.hub.lease.Lease;
import io.caravan.hub.lease.Leases;

/** Locks tables, so that one migration at a time works on each. A killed owner's lease runs out; its file is free at once. */
public final class MigrationLocks {

    private final Leases leases;
    private final Duration ttl;
    private final MigrationJournals journals;

    /** @param ttl how long a table waits when the hub that migrates it is killed */
    public MigrationLocks(Leases leases, Duration ttl, MigrationJournals journals) {
        this.leases = leases;
        this.ttl = ttl;
        this.journals = journals;
    }

    /** @throws LockedException when somebody else has it, or nobody can tell since Redis is away */
    public TableLock take(TablePlan table) {
        Lease lease = leases.take("migration-" + journals.name(table.table()), ttl)
                .orElseThrow(() -> new LockedException(
                        "another migration has the table " + table + ", or a hub that was killed had it less than "
                                + ttl.toSeconds() + " s ago, or Redis is away"));
        try {
            return lock(table, lease);
        } catch (IOException e) {
            lease.close();
            throw new UncheckedIOException("the lock file of the table " + table + " cannot be made", e);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private TableLock lock(TablePlan table, Lease lease) throws IOException {
        Path file = journals.fileOf(table.table(), ".lock");
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new TableLock(lease, channel, lock);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new LockedException("another migration of this hub has the table " + table);
        }
        channel.close();
        throw new LockedException("another process on this host migrates the table " + table);
    }

    /** Gives the table back; null is all right. */
    public void release(TableLock lock) {
        if (lock != null) {
            lock.close();
        }
    }
}
