package io.caravan.embedded.vos;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Properties;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.embedded.vos.calls.Truth;
import io.caravan.embedded.vos.calls.VosNode;
import io.caravan.embedded.vos.server.Knobs;
import io.caravan.embedded.vos.server.RequestStats;
import io.caravan.embedded.vos.server.SimulatorServer;

/**
 * One or more VOS3000 nodes in one process, without a softswitch: field for field the web interface, calls made up from
 * a seed, faults on demand, and the truth to compare with. Listens on 127.0.0.1 alone.
 */
public final class VosSimulator implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(VosSimulator.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatorServer server;

    private VosSimulator(SimulatorServer server) {
        this.server = server;
    }

    /**
     * @throws IOException              when the port is taken
     * @throws IllegalArgumentException when a knob is unknown or out of bounds
     */
    public static VosSimulator start(SimulatorConfig config) throws IOException {
        // The JDK's server reads it once; without it a small reply on a kept connection waits 40 ms for an ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        return new VosSimulator(new SimulatorServer(config.port(), config.nodes(), config.knobs()));
    }

    /** Starts from the properties file named first; see {@link SimulatorProperties} for its keys. */
    public static void main(String[] args) {
        if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
            System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n");
        }
        if (args.length != 1) {
            System.err.println("Usage: VosSimulator <properties file>");
            System.exit(2);
        }
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            Properties properties = new Properties();
            properties.load(reader);
            SimulatorConfig config = SimulatorProperties.read(properties);
            VosSimulator simulator = start(config);
            LOG.log(
                    System.Logger.Level.INFO,
                    "VOS simulator listens on http://127.0.0.1:{0}, nodes {1}",
                    Integer.toString(simulator.port()),
                    config.nodes().stream().map(VosNode::name).toList());
            ParentWatch.startIfAsked(System.in, () -> {
                simulator.close();
                System.exit(0);
            });
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("The VOS simulator cannot start: " + e.getMessage());
            System.exit(1);
        }
    }

    public int port() {
        return server.port();
    }

    /** What to configure as a node's base URL; the interface's path is appended to it. */
    public String baseUrl(String node) {
        return "http://127.0.0.1:" + port() + "/" + node;
    }

    /** The knobs in effect for a node. */
    public Knobs knobs(String node) {
        return server.console().knobs(node);
    }

    /** Changes knobs of every node that has no value of its own; null goes back to the default. */
    public void knobs(Map<String, ?> changes) {
        server.console().knobs(null, JSON.valueToTree(changes));
    }

    /** Changes knobs of one node; null goes back to the general value. */
    public void knobs(String node, Map<String, ?> changes) {
        server.console().knobs(node, JSON.valueToTree(changes));
    }

    /** What a perfect copy of a node's days, both included, adds up to at this moment. */
    public Truth truth(String node, LocalDate from, LocalDate to) {
        return server.console().truth(node, null, from, to);
    }

    /** What a perfect copy of an account's days, both included, adds up to at this moment. */
    public Truth truth(String node, String account, LocalDate from, LocalDate to) {
        return server.console().truth(node, account, from, to);
    }

    /** How a node has been called, all interfaces together. */
    public RequestStats requests(String node) {
        return server.console().requests(node);
    }

    /** How one interface of a node has been called. */
    public RequestStats requests(String node, String interfaceName) {
        return server.console().requests(node, interfaceName);
    }

    /** Counts requests from zero again. */
    public void resetRequests() {
        server.console().resetRequests();
    }

    @Override
    public void close() {
        server.close();
    }
}
