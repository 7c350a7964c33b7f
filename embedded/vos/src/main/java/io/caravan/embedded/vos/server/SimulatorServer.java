package io.caravan.embedded.vos.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.caravan.embedded.vos.calls.VosNode;

/** The HTTP server in front of the nodes and the console, on the loopback address alone. */
public final class SimulatorServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SimulatorServer.class.getName());
    private static final Pattern NODE_PATH = Pattern.compile("(?:/([^/]+))?/external/server/([^/]*)");
    private static final String CONSOLE_PATH = "/simulator/";
    private static final int THREADS = 16;
    private static final int BACKLOG = 128;

    private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
    private final String firstNode;
    private final Console console;
    private final ConsoleEndpoint consoleEndpoint;
    private final VosEndpoint vosEndpoint;
    private final IndexPage indexPage;
    private final Latency latency = new Latency();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpServer http;

    /**
     * Starts serving.
     *
     * @param port  0 takes a free one
     * @param nodes at least one; the first answers paths without a node's name
     * @param knobs what differs from {@link Knobs#defaults()}, shaped as {@code POST /simulator/knobs} takes it
     * @throws IllegalArgumentException when a knob is unknown or out of bounds
     */
    public SimulatorServer(int port, List<VosNode> nodes, JsonNode knobs) throws IOException {
        KnobSettings settings =
                new KnobSettings(nodes.stream().map(VosNode::name).toList());
        settings.change(null, knobs);
        nodes.forEach(node -> this.nodes.put(node.name(), new SimulatedNode(node, settings)));
        firstNode = nodes.get(0).name();
        console = new Console(this.nodes, settings);
        consoleEndpoint = new ConsoleEndpoint(console, firstNode);
        vosEndpoint = new VosEndpoint(latency);
        indexPage = new IndexPage(this.nodes.values());
        http = listen(port);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    public int port() {
        return http.getAddress().getPort();
    }

    public Console console() {
        return console;
    }

    @Override
    public void close() {
        latency.close();
        http.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer listen(int port) throws IOException {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        } catch (BindException e) {
            throw new IOException("Port " + port + " is taken: give the VOS simulator another one (key port)", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            dispatch(exchange);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Request " + exchange.getRequestURI() + " failed", e);
            throw e;
        }
    }

    private void dispatch(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher nodePath = NODE_PATH.matcher(path);
        if (nodePath.matches()) {
            SimulatedNode node = nodes.get(nodePath.group(1) == null ? firstNode : nodePath.group(1));
            if (node != null) {
                vosEndpoint.handle(exchange, node, nodePath.group(2));
                return;
            }
        }
        if (path.equals("/")) {
            indexPage.handle(exchange);
        } else if (path.startsWith(CONSOLE_PATH)) {
            consoleEndpoint.handle(exchange, path.substring(CONSOLE_PATH.length()));
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
    }
}
