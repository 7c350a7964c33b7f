package io.caravan.bench.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of other processes, by the operating system's count: other work on the machine hardly changes it. */
public final class Processor {

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    /** Linux counts in hundredths of a second for everybody. */
    private static final int MICROS_A_TICK = 10_000;

    private Processor() {}

    /** Microseconds since its start, of all its threads; 0 when the process is gone or the system does not tell. */
    public static long micros(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MICROS_A_TICK;
        } catch (IOException e) {
            return 0;
        }
    }
}
