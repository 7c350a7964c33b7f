package io.caravan.hub.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.caravan.hub.config.ConfigException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ApiKeysTest {

    /** Of the word "password". */
    private static final String HASH = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";

    @TempDir
    private Path folder;

    @Test
    void findsAKeyByItsHash() throws IOException {
        ApiKeys keys = read("keys: [{name: web, tenant: shop, scopes: [ingest, QUERY], sha256: " + HASH + "}]");

        assertThat(keys.find("password")).hasValueSatisfying(key -> assertThat(key)
                .isEqualTo(new ApiKey("web", "shop", java.util.Set.of(ApiKey.Scope.INGEST, ApiKey.Scope.QUERY))));
        assertThat(keys.find("Password")).isEmpty();
        assertThat(keys.find(HASH)).isEmpty();
    }

    @Test
    void anEmptyFileHoldsNone() throws IOException {
        assertThat(read("keys: []").isEmpty()).isTrue();
        assertThat(read("keys:\n").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: web, tenant: shop, scopes: [ingest], sha256: password}   | key web: sha256
            {name: web, tenant: shop, scopes: [ingest], sha256: 5e88}       | key web: sha256
            {name: web, tenant: shop, scopes: [ingest]}                     | key web: sha256
            {name: web, scopes: [ingest], sha256: 5e88}                     | key web: name and tenant
            {name: web, tenant: shop, scopes: [everything], sha256: %s}     | key web: scopes are
            {name: web, tenant: shop, key: password}                        | cannot read the keys
            """)
    void namesTheKeyThatIsNotComplete(String key, String fault) {
        assertThatThrownBy(() -> read("keys: [" + key.formatted(HASH) + "]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(fault)
                .hasMessageNotContaining("password");
    }

    @Test
    void operatorsMayHaveAKeyThatIsForAllTenants() throws IOException {
        ApiKeys keys = read("keys: [{name: ops, tenant: '*', scopes: [admin], sha256: " + HASH + "}]");
        var operator = new AdminGate("", () -> keys, "0.0.0.0");
        assertThatCode(() -> operator.check("password")).doesNotThrowAnyException();
        assertThatThrownBy(() -> operator.check("other")).isInstanceOf(ProblemException.class);

        for (String less : new String[] {"tenant: shop, scopes: [admin]", "tenant: '*', scopes: [query]"}) {
            ApiKeys fewer = read("keys: [{name: ops, " + less + ", sha256: " + HASH + "}]");
            var gate = new AdminGate("", () -> fewer, "0.0.0.0");
            assertThatThrownBy(() -> gate.check("password")).isInstanceOf(ProblemException.class);
        }
    }

    private ApiKeys read(String yaml) throws IOException {
        return ApiKeys.read(Files.writeString(folder.resolve("api-keys.yaml"), yaml));
    }
}
