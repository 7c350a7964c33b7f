package io.caravan.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** Bodies of messages as rows to insert. */
final class InsertBodies {

    private static final int BUFFER_SIZE = 64 * 1024;

    private InsertBodies() {}

    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }

    @FunctionalInterface
    private interface Writing {
        void writeTo(OutputStream out) throws IOException;
    }

    private record Repeatable(Writing writing) implements InsertBody {

        @Override
        public boolean repeatable() {
            return true;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            writing.writeTo(out);
        }
    }

    private static final class Once implements InsertBody {
        private final InputStream in;
        private boolean consumed;

        private Once(InputStream in) {
            this.in = in;
        }

        @Override
        public boolean repeatable() {
            return false;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            if (consumed) {
                throw new BodyReadException(ErrorClass.RETRY, "they can be read only once", null);
            }
            consumed = true;
            copy(in, out);
        }
    }

    /** @throws IllegalArgumentException when the body holds nothing that could be read as bytes */
    static InsertBody of(Message message) {
        Object body = message.getBody();
        if (body instanceof WrappedFile<?> wrapped) {
            body = wrapped.getFile();
        }
        if (body instanceof byte[] bytes) {
            return new Repeatable(out -> copy(new ByteArrayInputStream(bytes), out));
        } else if (body instanceof String text) {
            return new Repeatable(out -> encode(text, out));
        } else if (body instanceof File file) {
            return ofPath(file.toPath());
        } else if (body instanceof Path path) {
            return ofPath(path);
        } else if (body instanceof StreamCache cache && body instanceof InputStream cached) {
            return new Repeatable(out -> {
                cache.reset();
                copy(cached, out);
            });
        }
        InputStream in = body instanceof InputStream stream ? stream : message.getBody(InputStream.class);
        if (in == null) {
            throw new IllegalArgumentException("a body of "
                    + (body == null ? "nothing" : body.getClass().getName())
                    + " cannot be inserted: give an InputStream, byte[], String, File, or List of objects");
        }
        return new Once(in);
    }

    private static InsertBody ofPath(Path path) {
        return new Repeatable(out -> {
            try (InputStream in = opened(() -> Files.newInputStream(path))) {
                copy(in, out);
            }
        });
    }

    private static InputStream opened(Source source) throws BodyReadException {
        try {
            return source.open();
        } catch (IOException e) {
            throw new BodyReadException(ErrorClass.UNKNOWN, e.toString(), e);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        int length;
        while ((length = read(in, buffer)) >= 0) {
            out.write(buffer, 0, length);
        }
    }

    private static int read(InputStream in, byte[] buffer) throws BodyReadException {
        try {
            return in.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw new BodyReadException(ErrorClass.UNKNOWN, e.toString(), e);
        }
    }

    /** In slices: a writer copies the whole of what it is given. */
    private static void encode(String text, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        for (int from = 0; from < text.length(); from += BUFFER_SIZE) {
            writer.write(text, from, Math.min(BUFFER_SIZE, text.length() - from));
        }
        writer.flush();
    }
}
