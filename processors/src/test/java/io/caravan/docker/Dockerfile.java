package io.caravan.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.caravan.testing.TestServers;

/** A Dockerfile, as far as {@code docker/Dockerfile} goes: its stages, each with its instructions. */
record Dockerfile(List<Stage> stages) {

    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** @param arguments everything behind the keyword, on one line */
    record Instruction(String keyword, String arguments) {

        /** The words of an instruction in exec form. */
        List<String> exec() {
            try {
                return new ObjectMapper().readValue(arguments, new TypeReference<>() {});
            } catch (IOException e) {
                throw new UncheckedIOException(keyword + " is not in exec form: " + arguments, e);
            }
        }

        List<String> words() {
            return List.of(arguments.split("\\s+"));
        }
    }

    /** @param instructions the first one is FROM */
    record Stage(List<Instruction> instructions) {

        String image() {
            return only("FROM").words().get(0);
        }

        /** Empty when the stage has none. */
        String name() {
            List<String> from = only("FROM").words();
            return from.size() == 3 ? from.get(2) : "";
        }

        List<Instruction> all(String keyword) {
            return instructions.stream()
                    .filter(i -> i.keyword().equals(keyword))
                    .toList();
        }

        Instruction only(String keyword) {
            List<Instruction> found = all(keyword);
            if (found.size() != 1) {
                throw new AssertionError(found.size() + " instructions " + keyword + ", one is wanted");
            }
            return found.get(0);
        }

        List<Copy> copies() {
            return all("COPY").stream().map(Copy::of).toList();
        }

        Map<String, String> environment() {
            Map<String, String> environment = new LinkedHashMap<>();
            Matcher matcher = ASSIGNMENT.matcher(only("ENV").arguments());
            while (matcher.find()) {
                environment.put(matcher.group(1), matcher.group(2));
            }
            return environment;
        }

        /** The command a container runs. */
        List<String> command() {
            List<String> command = new ArrayList<>(only("ENTRYPOINT").exec());
            command.addAll(only("CMD").exec());
            return command;
        }
    }

    /** @param stage where the source comes from; empty for the build context */
    record Copy(String stage, String source, String target) {

        static Copy of(Instruction instruction) {
            List<String> words = instruction.words();
            boolean other = words.get(0).startsWith("--from=");
            int first = other ? 1 : 0;
            return new Copy(
                    other ? words.get(0).substring("--from=".length()) : "", words.get(first), words.get(first + 1));
        }
    }

    /** The project's own. */
    static Dockerfile read() {
        Path file = TestServers.home().resolve("docker/Dockerfile");
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static Dockerfile parse(String text) {
        List<Stage> stages = new ArrayList<>();
        String joined = text.replaceAll("(?m)^#.*\\R", "").replaceAll("\\\\\\R\\s*", " ");
        joined.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] parts = line.strip().split("\\s+", 2);
            if (parts[0].equals("FROM")) {
                stages.add(new Stage(new ArrayList<>()));
            }
            stages.get(stages.size() - 1).instructions().add(new Instruction(parts[0], parts[1]));
        });
        return new Dockerfile(stages);
    }

    /** The stage that the image is. */
    Stage image() {
        return stages.get(stages.size() - 1);
    }
}
