package io.caravan.embedded;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Small questions to a server that is starting; each answers or fails within a second. */
final class Probe {

    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(1).toMillis();

    private Probe() {}

    static boolean connects(Port port) throws IOException {
        try (Socket socket = connect(port)) {
            return socket.isConnected();
        }
    }

    /** Sends one text and compares the beginning of the answer. */
    static boolean answers(Port port, String question, String answer) throws IOException {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            byte[] reply = socket.getInputStream().readNBytes(answer.length());
            return answer.equals(new String(reply, StandardCharsets.US_ASCII));
        }
    }

    /** Whether an HTTP GET is answered at all, with whatever status. */
    static boolean answersHttp(Port port, String path) throws IOException {
        String question = "GET " + path + " HTTP/1.1\r\nHost: " + port.address() + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 ");
        }
    }

    static Socket connect(Port port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(port.socketAddress(), TIMEOUT_MILLIS);
        return socket;
    }
}
