package io.caravan.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConfigurationFilesTest {

    @TempDir
    Path folder;

    @Test
    void onlyTheOwnerCanReadThem() throws Exception {
        Path file = folder.resolve("config.xml");
        Files.writeString(file, "written by an older version, readable for all");

        OwnerOnlyFile.write(file, "secret");

        assertThat(file).hasContent("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void valuesCannotBreakXml() {
        Template template = new Template("<secret>${s3.secret}</secret>");

        assertThat(template.filledAsXml(Map.of("s3.secret", "a<b&$1\\"))).isEqualTo("<secret>a&lt;b&amp;$1\\</secret>");
    }

    @Test
    void aForgottenValueIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Template("port=${port}").filled(Map.of()))
                .withMessage("no value for ${port}");
    }

    @Test
    void settingsDoNotShowSecrets() {
        Port port = new Port(9000, "key");

        assertThat(new S3Settings(port, "access", "s3cret").toString()).doesNotContain("s3cret");
        assertThat(clickHouse("caravan").toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "default", "a b", "<user>"})
    void refusesAClickHouseUserThatCannotBeOne(String user) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clickHouse(user))
                .withMessageStartingWith("ClickHouse user '" + user + "'");
    }

    private static ClickHouseSettings clickHouse(String user) {
        Port port = new Port(8123, "key");
        return new ClickHouseSettings(port, port, user, "s3cret", 1 << 30, Optional.empty());
    }
}
