package io.caravan.bench.report;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;
import org.apache.camel.CamelContext;
import org.apache.kafka.common.utils.AppInfoParser;

/** What a run was measured on. */
public final class Machine {

    private Machine() {}

    /** For example {@code 2 cores, 24 GB, load 0.8, Linux amd64, JDK 17.0.15, Camel 4.18.0, kafka-clients 3.9.1}. */
    public static String description() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%d cores, %.0f GB, load %.1f, %s %s, JDK %s, Camel %s, kafka-clients %s",
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / (double) (1L << 30),
                system.getSystemLoadAverage(),
                system.getName(),
                system.getArch(),
                System.getProperty("java.version"),
                CamelContext.class.getPackage().getImplementationVersion(),
                AppInfoParser.getVersion());
    }
}
