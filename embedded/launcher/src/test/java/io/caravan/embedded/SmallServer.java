package io.caravan.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The least that is a server: says hello on its port, or dies, or sleeps, as it is told. */
final class SmallServer implements ServerProgram {

    enum Habit {
        SERVES,
        DIES,
        NEVER_READY
    }

    private final String name;
    private final Port port;
    private final Habit habit;

    SmallServer(String name, Port port, Habit habit) {
        this.name = name;
        this.port = port;
        this.habit = habit;
    }

    static EmbeddedServer in(Path data, String name, int port, Habit habit) {
        return new EmbeddedServer(
                new Layout(Path.of("."), data), new SmallServer(name, new Port(port, "small.port"), habit));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Port> ports() {
        return List.of(port);
    }

    @Override
    public List<String> prepare(Path data) {
        return java(SmallServer.class, habit.name(), String.valueOf(port.number()));
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.answers(port, "?", "hello");
    }

    /** The command that runs a class of these tests. */
    static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    public static void main(String[] args) throws Exception {
        switch (Habit.valueOf(args[0])) {
            case DIES -> throw new IllegalStateException("the moon is in the wrong phase");
            case NEVER_READY -> new CountDownLatch(1).await();
            case SERVES -> serve(Integer.parseInt(args[1]));
        }
    }

    private static void serve(int port) throws IOException {
        try (ServerSocket listening = new ServerSocket(port, 10, InetAddress.getByName(Port.HOST))) {
            while (true) {
                try (Socket client = listening.accept()) {
                    client.getInputStream().read();
                    client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }
}
