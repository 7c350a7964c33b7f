package io.caravan.query.view;

import java.io.StringReader;
import java.util.Optional;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Takes the text of a file apart into nodes that know their lines. */
final class YamlTree {

    private YamlTree() {}

    /** Empty when the text is no YAML, or says nothing; that is told. */
    static Optional<Node> read(String text, Verdicts verdicts) {
        LoadSettings settings = LoadSettings.builder().build();
        try {
            var parser = new ParserImpl(settings, new StreamReader(settings, new StringReader(text)));
            Optional<Node> root = new Composer(settings, parser).getSingleNode();
            if (root.isEmpty()) {
                verdicts.add(1, "the file is empty: table and fields are wanted");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> mark.getLine() + 1)
                    .orElse(1);
            verdicts.add(line, "not YAML: " + (e.getProblem() == null ? e.getContext() : e.getProblem()));
        } catch (YamlEngineException e) {
            verdicts.add(1, "not YAML: " + e.getMessage().lines().findFirst().orElse("it cannot be read"));
        }
        return Optional.empty();
    }

    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
