package io.shapservice.operator.reconcile;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.shapservice.crds.effective.EffectiveRedis.Managed;
import io.shapservice.operator.redis.RedisPassword;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Creates the password of a managed Redis. The operator may not read Secrets, so it creates and takes "exists" for an answer:
 * once per start of the operator, and again while Redis does not come up, in case somebody has deleted the Secret.
 */
final class EnsureRedisPassword implements Step {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    @Override
    public StepResult run(Pass pass, Findings soFar) {
        if (pass.spec().redis().deployment() instanceof Managed && due(pass)) {
            try {
                pass.tools()
                        .client()
                        .resource(RedisPassword.newSecret(
                                pass.service(), pass.tools().random()))
                        .create();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    return new StepResult.Halt(ApplyManifests.failed(
                            pass, soFar, "Secret " + pass.service().redis(), e));
                }
            }
            pass.memory().secretEnsured = Optional.of(pass.now());
        }
        return new StepResult.Proceed(soFar);
    }

    private static boolean due(Pass pass) {
        return pass.memory()
                .secretEnsured
                .map(at -> !redisIsUp(pass) && !at.plus(AGAIN).isAfter(pass.now()))
                .orElse(true);
    }

    private static boolean redisIsUp(Pass pass) {
        return pass.context()
                .getSecondaryResourcesAsStream(StatefulSet.class)
                .filter(pass.service()::owns)
                .map(StatefulSet::getStatus)
                .filter(Objects::nonNull)
                .map(StatefulSetStatus::getReadyReplicas)
                .anyMatch(ready -> ready != null && ready > 0);
    }
}
