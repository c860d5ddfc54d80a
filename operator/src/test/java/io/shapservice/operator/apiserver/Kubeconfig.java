package io.shapservice.operator.apiserver;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;

/** The kubeconfig that {@code -Dkubeconfig} names. */
final class Kubeconfig {
    private Kubeconfig() {}

    static Config load() {
        String file = Objects.requireNonNull(
                System.getProperty("kubeconfig"), "give the kubeconfig of a cluster to test on: -Dkubeconfig=FILE");
        Config config = Config.fromKubeconfig(new File(file));
        // The client takes every PKCS #8 key for RSA.
        return hasEllipticKey(config)
                ? new ConfigBuilder(config).withClientKeyAlgo("EC").build()
                : config;
    }

    private static boolean hasEllipticKey(Config config) {
        String data = config.getClientKeyData();
        if (data == null) {
            return false;
        }
        try {
            String pem = new String(Base64.getDecoder().decode(data), StandardCharsets.US_ASCII);
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
            KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
