package io.caravan.hub.question;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** The parameter {@code zone}: whose clock days, and times without an offset, are of. */
public final class Zones {

    private Zones() {}

    public static Optional<ZoneId> read(RequestParameters parameters) {
        return parameters.one("zone").map(Zones::read);
    }

    private static ZoneId read(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw BadParameter.of("zone", "a zone such as Asia/Shanghai or +08:00 is");
        }
    }
}
