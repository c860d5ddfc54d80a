package io.shapservice.crds.effective;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.shapservice.crds.effective.EffectiveApi.ApiKeys;
import io.shapservice.crds.effective.EffectiveRedis.AuthorityKey;
import io.shapservice.crds.effective.EffectiveRedis.External;
import io.shapservice.crds.effective.EffectiveRedis.Managed;
import io.shapservice.crds.effective.EffectiveRedis.PasswordKey;
import io.shapservice.crds.spec.ModelBackground;
import io.shapservice.crds.spec.ModelSource;
import io.shapservice.crds.spec.RedisTopology;
import io.shapservice.crds.spec.ShapServiceSpec;
import io.shapservice.crds.spec.WorkersMode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EffectiveSpecTest {
    @Test
    void anAbsentSpecHasEveryDefault() {
        EffectiveSpec spec = EffectiveSpec.of(null);

        assertThat(spec.batchSize()).isEqualTo(500);
        assertThat(spec.memory().limit().mebibytes()).isEqualTo(512);
        assertThat(spec.memory().threshold().mebibytes()).isEqualTo(475);
        assertThat(spec.memory().aggressive()).isFalse();
        assertThat(spec.redis().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(spec.redis().keepAlive()).isTrue();
        assertThat(spec.redis().poolSize()).isEqualTo(10);
        assertThat(spec.redis().deployment()).isInstanceOf(Managed.class);
        assertThat(spec.workers().mode()).isEqualTo(WorkersMode.AUTO);
        assertThat(spec.workers().stuckAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(spec.resultsTtl()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void aBackgroundHasAHundredRowsAndApiKeysTheirKeyWhenNothingIsSaid() throws IOException {
        EffectiveSpec spec = spec(
                "{models: [{name: m, source: {path: m}, background: {source: {path: b}}}], api: {apiKeysSecretRef: {name: s}}}");

        assertThat(spec.models().getFirst().background())
                .isEqualTo(new ModelBackground(new ModelSource("b", null, null), 100));
        assertThat(spec.api().apiKeys()).contains(new ApiKeys("s", "keys"));
        assertThat(EffectiveSpec.of(null).api().apiKeys()).isEmpty();
    }

    @Test
    void theThresholdFollowsTheLimitWhenItIsNotSaid() throws IOException {
        assertThat(spec("memory: {limit: 1Gi}").memory().threshold().mebibytes())
                .isEqualTo(950);
    }

    @Test
    void anExternalRedisNamesItsUserAndTheKeyOfItsPassword() throws IOException {
        EffectiveRedis redis =
                spec("redis: {external: {url: 'rediss://r:6380/1', username: shap, passwordSecretRef: {name: s}}}")
                        .redis();

        assertThat(redis.deployment())
                .isEqualTo(new External(
                        "rediss://r:6380/1",
                        RedisTopology.STANDALONE,
                        Optional.empty(),
                        Optional.of("shap"),
                        Optional.of(new PasswordKey("s", "password")),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void sentinelsHaveTheirOwnPasswordAndAnAuthorityIsNamedByItsSecret() throws IOException {
        EffectiveRedis redis = spec("redis: {external: {url: 'rediss://s1,s2', topology: Sentinel, sentinelMaster: m,"
                        + " sentinelPasswordSecretRef: {name: s, key: k}, caSecretRef: {name: c}}}")
                .redis();

        assertThat(redis.deployment())
                .isEqualTo(new External(
                        "rediss://s1,s2",
                        RedisTopology.SENTINEL,
                        Optional.of("m"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new PasswordKey("s", "k")),
                        Optional.of(new AuthorityKey("c", "ca.crt"))));
    }

    @Test
    void theNumberOfApiPodsIsLeftToOthersWhenItIsNotSaid() throws IOException {
        assertThat(spec("{}").api().replicas()).isEmpty();
        assertThat(spec("api: {replicas: 3}").api().replicas()).contains(3);
    }

    @Test
    void aFieldOfANewerVersionDoesNotStopTheRestFromBeingRead() throws IOException {
        assertThat(spec("{batchSize: 7, shinyNewField: {x: 1}}").batchSize()).isEqualTo(7);
    }

    private static EffectiveSpec spec(String yaml) throws IOException {
        return EffectiveSpec.of(new YAMLMapper().readValue(yaml, ShapServiceSpec.class));
    }
}
