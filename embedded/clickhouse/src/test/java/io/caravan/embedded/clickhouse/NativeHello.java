package io.caravan.embedded.clickhouse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The first packet of ClickHouse's native protocol, as an old client sends it. */
final class NativeHello {

    private static final int HELLO = 0;
    private static final List<Integer> MAJOR_MINOR_REVISION = List.of(1, 1, 54_058);

    private NativeHello() {}

    static byte[] of(String user, String password) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        number(packet, HELLO);
        text(packet, "test");
        MAJOR_MINOR_REVISION.forEach(number -> number(packet, number));
        List.of("default", user, password).forEach(text -> text(packet, text));
        return packet.toByteArray();
    }

    /** Seven bits a byte, the lowest first. */
    private static void number(ByteArrayOutputStream packet, int number) {
        int rest = number;
        while (rest >= 0x80) {
            packet.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        packet.write(rest);
    }

    private static void text(ByteArrayOutputStream packet, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(packet, bytes.length);
        packet.writeBytes(bytes);
    }
}
