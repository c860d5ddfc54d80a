package io.shapservice.apiserver.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shapservice.apiserver.models.Digests;
import io.shapservice.queue.budget.Amount;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeysTextTest {
    private static final String HASH =
            Digests.sha256("password".getBytes(StandardCharsets.UTF_8)).substring("sha256:".length());
    private static final String OTHER = "0".repeat(64);

    @Test
    void aKeyIsFoundByItsHashAndBringsItsTenantWithItsLimits() throws Exception {
        ApiKeys keys = ApiKeysText.parse("""
                # keys of the test service

                %s acme requests=50/s burst=100 lane=interactive bytes=64Mi batches=2000
                sha256:%s globex
                """.formatted(HASH, OTHER));

        assertThat(keys.find("password", Digests.sha256()))
                .contains(new Tenant(
                        "acme", new RateLimit(50, 100), "interactive", new Amount(64 << 20, Long.MAX_VALUE, 2000)));
        assertThat(keys.find("passwort", Digests.sha256())).isEmpty();
        assertThat(keys.entries().getLast().tenant()).isEqualTo(new Tenant("globex", RateLimit.NONE, "default", null));
    }

    @ParameterizedTest
    @CsvSource({
        "abc acme, first word",
        "HASH, second word",
        "HASH Acme!, second word",
        "HASH acme requests=0/s, requests=50/s",
        "HASH acme requests=many, requests=50/s",
        "HASH acme burst=-1, burst=100",
        "HASH acme speed=9, word 3",
        "HASH acme lane=A B, lane"
    })
    void aLineThatIsNoneIsNamedWithoutItsHash(String line, String says) {
        assertThatThrownBy(() -> ApiKeysText.parse("# one\n" + line.replace("HASH", HASH)))
                .isInstanceOf(BadKeysException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining(says)
                .hasMessageNotContaining(HASH);
    }

    @Test
    void aTenantWithTwoKeysHasTheSameLimitsForBoth() {
        assertThatThrownBy(() -> ApiKeysText.parse(HASH + " acme\n" + OTHER + " acme requests=1/s"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("acme");
    }
}
