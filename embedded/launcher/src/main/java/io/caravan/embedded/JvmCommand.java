package io.caravan.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that runs in a JVM of its own, with the class path its module was built with.
 *
 * @param name the server, and its module
 * @param mainClass fully qualified
 * @param heapMegabytes the most heap it may use
 */
record JvmCommand(String name, String mainClass, int heapMegabytes) {

    List<String> with(Layout layout, List<String> options, List<String> arguments) throws IOException {
        // Native libraries are unpacked there, and stay behind after a kill.
        Path temporary = Files.createDirectories(layout.dataOf(name).resolve("tmp"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        // A server that starts in a second is worth more here than one that is fastest after an hour.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Djava.io.tmpdir=" + temporary));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(layout), mainClass));
        command.addAll(arguments);
        return command;
    }

    private String classPath(Layout layout) throws IOException {
        ModuleClassPath module = new ModuleClassPath(name, layout);
        return module.classes(mainClass) + File.pathSeparator + module.packages();
    }
}
