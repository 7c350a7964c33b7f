package io.caravan.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A project folder in which nothing was built or fetched. */
class WhatIsMissingTest {

    @TempDir
    Path home;

    private Layout layout;

    @BeforeEach
    void layout() {
        layout = new Layout(home, home.resolve(".data"));
    }

    @Test
    void clickHouseSaysHowToFetchTheEngine() {
        Port http = new Port(FreePorts.one(), "http");
        Port nativeProtocol = new Port(FreePorts.one(), "native");
        var server = ClickHouseServer.create(
                layout, new ClickHouseSettings(http, nativeProtocol, "caravan", "secret", 1 << 30, Optional.empty()));

        assertThatThrownBy(server::start)
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageStartingWith("Embedded clickhouse: the engine is missing from ")
                .hasMessageContaining("run `npm ci` in " + home.resolve("embedded/clickhouse"))
                .hasMessageContaining("npm comes with Node.js")
                .hasMessageEndingWith("set caravan.clickhouse.url to a ClickHouse of your own");
    }

    @Test
    void kafkaAndRedisSayHowToBuildThem() throws Exception {
        Files.createDirectories(home.resolve("embedded/kafka/target"));
        var kafka = KafkaServer.create(layout, new KafkaSettings(new Port(FreePorts.one(), "kafka")));
        var redis = RedisServer.create(layout, new RedisSettings(new Port(FreePorts.one(), "redis")));

        assertThatThrownBy(kafka::start)
                .hasMessageStartingWith("Embedded kafka: it is not built")
                .hasMessageContaining("run `mvn -q process-classes -pl embedded/kafka -am` in " + home);
        assertThatThrownBy(redis::start)
                .hasMessageContaining(
                        home.resolve("embedded/redis/target/classpath").toString())
                .hasMessageContaining("run `mvn -q process-classes -pl embedded/redis -am` in " + home);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,    amd64,   linux-x64-gnu,   redis-server-7.0.15-linux-amd64",
        "Linux,    aarch64, linux-arm64-gnu, redis-server-7.0.15-linux-arm64",
        "Mac OS X, x86_64,  darwin-x64,      redis-server-7.0.15-darwin-amd64",
        "Mac OS X, aarch64, darwin-arm64,    redis-server-7.0.15-darwin-arm64"
    })
    void picksThePackageForTheMachine(String os, String cpu, String clickHouse, String redis) {
        assertThat(ClickHouseLibrary.platform(os, cpu)).isEqualTo(clickHouse);
        assertThat(RedisBinary.entry(os, cpu)).isEqualTo(redis);
    }
}
