package io.shapservice.operator.redis;

import io.shapservice.crds.ShapService;
import io.shapservice.crds.effective.EffectiveRedis;
import io.shapservice.crds.effective.EffectiveRedis.Managed;
import io.shapservice.crds.status.RedisMode;
import io.shapservice.crds.status.ShapServiceStatus;
import java.util.Map;

/**
 * Whether the resource asks for another kind of Redis than it was set up with. Rules in the schema cannot see annotations,
 * so this is held here: without the annotation nothing is changed until the resource asks for the old kind again.
 */
public final class RedisSwitch {
    private RedisSwitch() {}

    public static RedisMode wanted(EffectiveRedis redis) {
        return redis.deployment() instanceof Managed ? RedisMode.MANAGED : RedisMode.EXTERNAL;
    }

    public static boolean refused(ShapService resource, EffectiveRedis redis) {
        ShapServiceStatus status = resource.getStatus();
        RedisMode setUp = status == null ? null : status.redisMode();
        return setUp != null && setUp != wanted(redis) && !allowed(resource);
    }

    private static boolean allowed(ShapService resource) {
        Map<String, String> annotations = resource.getMetadata().getAnnotations();
        return annotations != null && "true".equals(annotations.get(ShapService.ALLOW_REDIS_SWITCH));
    }
}
