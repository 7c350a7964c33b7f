package io.caravan.cdr.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/** Leaves out the byte order mark that some programs put before UTF-8. */
final class WithoutMark {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private WithoutMark() {}

    static InputStream of(InputStream in) throws IOException {
        var text = new PushbackInputStream(in, MARK.length);
        byte[] begin = text.readNBytes(MARK.length);
        if (!Arrays.equals(begin, MARK)) {
            text.unread(begin);
        }
        return text;
    }
}
