package io.shapservice.operator.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.shapservice.operator.manifest.ServiceIdentity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RedisPasswordTest {
    private static final ServiceIdentity SERVICE = new ServiceIdentity("ns", "housing", "uid-1");

    @Test
    void theAclFileHasTheDigestOfThePasswordAndNotThePassword() throws NoSuchAlgorithmException {
        Map<String, String> data =
                RedisPassword.newSecret(SERVICE, new Random(1)).getStringData();
        String password = data.get("password");
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8)));

        assertThat(password).hasSize(64);
        assertThat(data.get("users.acl")).isEqualTo("user default on #" + digest + " ~* &* +@all\n");
    }

    @Test
    void twoServicesHaveTwoPasswords() {
        Random random = new Random(1);

        assertThat(RedisPassword.newSecret(SERVICE, random).getStringData())
                .isNotEqualTo(RedisPassword.newSecret(SERVICE, random).getStringData());
    }
}
