package io.caravan.hub.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Replies that clients save as files. */
public final class Attachment {

    private Attachment() {}

    /** The value of Content-Disposition, with the name in ASCII and, for those who understand it, in UTF-8 (RFC 6266). */
    public static String named(String file) {
        return "attachment; filename=\"" + file.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "_") + "\"; filename*=UTF-8''"
                + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
