package io.caravan.hub.deadletter.cli;

import java.io.Console;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Asks before letters are changed: whoever names none by id may mean more of them than they think. */
record Consent(CommandLine command) {

    /**
     * @param verb what is about to be done
     * @param letters how many are meant
     * @throws ParameterException when nobody can be asked
     */
    boolean given(String verb, long letters) {
        String meant = letters + (letters == 1 ? " letter" : " letters");
        Console console = System.console();
        if (console == null || !Boolean.getBoolean("caravan.terminal")) {
            throw new ParameterException(
                    command,
                    "this means " + meant + ": --yes says that it is right, --dry-run tells what would become of them");
        }
        String answer = console.readLine("%s %s? [y/N] ", verb, meant);
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
