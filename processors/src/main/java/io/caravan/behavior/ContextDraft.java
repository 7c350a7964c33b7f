package io.caravan.behavior;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;

/** The context of an event while its fields are being read. */
final class ContextDraft {

    static final List<String> NAMES = List.of("device_type", "os", "location", "ip", "user_agent");

    private String deviceType;
    private String os;
    private String location;
    private String ip;
    private String userAgent;

    boolean set(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "device_type", "deviceType" -> deviceType = JsonFields.text(parser);
            case "os" -> os = JsonFields.text(parser);
            case "location" -> location = JsonFields.text(parser);
            case "ip" -> ip = JsonFields.text(parser);
            case "user_agent", "userAgent" -> userAgent = JsonFields.text(parser);
            default -> {
                return false;
            }
        }
        return true;
    }

    BehaviorEvent.Context context() {
        return new BehaviorEvent.Context(deviceType, os, location, ip, userAgent);
    }
}
