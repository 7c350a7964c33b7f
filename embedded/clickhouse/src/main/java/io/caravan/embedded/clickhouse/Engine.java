package io.caravan.embedded.clickhouse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/** The ClickHouse engine, a native library, with {@code clickhouse local} inside. */
final class Engine {

    /** The two functions of the library's C interface that a server needs. */
    interface Functions extends Library {
        void chdb_set_signal_handlers_enabled(int enabled);

        Pointer chdb_query_cmdline(int argumentCount, Pointer arguments);
    }

    private final Functions functions;

    private Engine(Functions functions) {
        this.functions = functions;
    }

    static Engine load(Path library) {
        Functions functions = Native.load(library.toString(), Functions.class);
        // The JVM needs its own handlers: for SIGTERM, and for the signals it works with inside.
        functions.chdb_set_signal_handlers_enabled(0);
        return new Engine(functions);
    }

    /** Runs one {@code clickhouse local} command line to its end. */
    void run(List<String> commandLine) {
        List<Memory> texts = new ArrayList<>();
        for (String argument : commandLine) {
            byte[] bytes = argument.getBytes(StandardCharsets.UTF_8);
            Memory text = new Memory(bytes.length + 1L);
            text.write(0, bytes, 0, bytes.length);
            text.setByte(bytes.length, (byte) 0);
            texts.add(text);
        }
        try (Memory pointers = new Memory((texts.size() + 1L) * Native.POINTER_SIZE)) {
            for (int i = 0; i < texts.size(); i++) {
                pointers.setPointer((long) i * Native.POINTER_SIZE, texts.get(i));
            }
            pointers.setPointer((long) texts.size() * Native.POINTER_SIZE, Pointer.NULL);
            functions.chdb_query_cmdline(texts.size(), pointers);
        } finally {
            texts.forEach(Memory::close);
        }
    }

    /**
     * Ends this process without running the destructors of the library, which crash while its threads are at work.
     *
     * @param status the exit value
     */
    static void exit(int status) {
        Function.getFunction(Platform.C_LIBRARY_NAME, "_exit").invoke(new Object[] {status});
    }
}
