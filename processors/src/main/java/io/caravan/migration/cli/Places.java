package io.caravan.migration.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import io.caravan.hub.client.HubConnection;
import io.caravan.hub.config.HubProperties;

/** Finds the hub that is to do the work: a running one, or one that the command is itself. */
final class Places {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A verification or the end of a copy reads the table. */
    private static final Duration LONG_PATIENCE = Duration.ofHours(2);

    private final CommandSpec command;
    private final URI url;
    private final Supplier<HubProperties> configuration;
    private final Settings settings;

    /**
     * @param url of the hub; null: the one of the configuration
     * @param configuration read when it is needed
     * @throws ParameterException when a hub is named and a ClickHouse too
     */
    Places(CommandSpec command, URI url, Supplier<HubProperties> configuration, Settings settings) {
        this.command = command;
        this.url = url;
        this.configuration = configuration;
        this.settings = settings;
        if (url != null && settings.nameAddress()) {
            throw new ParameterException(
                    command.commandLine(),
                    "caravan: --url names a hub, which migrates its own ClickHouse, and " + settings.addressSource()
                            + " names another ClickHouse: leave one out");
        }
    }

    boolean areOwn() {
        return settings.nameAddress();
    }

    /** For a new migration, or to look at all of them. */
    Place open() throws Exception {
        if (!areOwn()) {
            return new Place(client(url, configuration.get()), null);
        }
        var own = OwnHub.start(configuration.get(), settings);
        return new Place(client(own.url(), own.properties()), own);
    }

    /** For a migration that is there already: when another command is at it, that one. */
    Place open(String id) throws Exception {
        Optional<Place> running = areOwn() ? running(id) : Optional.empty();
        return running.isPresent() ? running.get() : open();
    }

    /** The command that is at the migration. */
    Optional<Place> running(String id) throws IOException {
        return commands()
                .at(OwnHub.address(settings), id)
                .map(found -> new Place(
                        client(found.url(), configuration.get().with("caravan.hub.admin-key", found.key())), null));
    }

    private MigrationClient client(URI hub, HubProperties properties) {
        return new MigrationClient(
                HubConnection.of(command, hub, properties, PATIENCE),
                HubConnection.of(command, hub, properties, LONG_PATIENCE));
    }

    /** Lets other commands find this one while it is at the migration. */
    void announce(Place place, String id) throws IOException {
        commands()
                .add(new RunningCommands.Running(
                        ProcessHandle.current().pid(),
                        OwnHub.address(settings),
                        id,
                        place.own().url(),
                        place.own().properties().get("caravan.hub.admin-key")));
    }

    void withdraw() throws IOException {
        commands().remove(ProcessHandle.current().pid());
    }

    private RunningCommands commands() {
        return new RunningCommands(configuration.get().path("caravan.migration.folder"));
    }
}
