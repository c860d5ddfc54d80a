package io.shapservice.redisserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for TLS and the authority that signed it, as PEM files; made by the {@code openssl} of this machine.
 *
 * @param authority certificate that clients trust
 * @param certificate of the server
 * @param key of the server
 */
public record Certificate(Path authority, Path certificate, Path key) {
    private static final String[] KIND = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"};

    /**
     * Makes an authority and a certificate signed by it, both good for two days.
     *
     * @param folder for the files
     * @param names that the certificate is for, such as {@code IP:127.0.0.1,DNS:localhost}
     */
    public static Certificate issue(Path folder, String names) {
        Path authority = folder.resolve("ca.crt");
        Path authorityKey = folder.resolve("ca.key");
        Path certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        request(authorityKey, authority, List.of("-subj", "/CN=shap test authority"));
        request(
                key,
                certificate,
                List.of(
                        "-subj",
                        "/CN=redis",
                        "-addext",
                        "subjectAltName=" + names,
                        "-CA",
                        authority.toString(),
                        "-CAkey",
                        authorityKey.toString()));
        return new Certificate(authority, certificate, key);
    }

    /** As {@link #issue}, for addresses of this machine. */
    static Certificate forAddresses(Path folder, List<String> addresses) {
        return issue(folder, addresses.stream().map(a -> "IP:" + a).collect(Collectors.joining(",")));
    }

    /** Trusts the authority and nobody else. */
    SSLContext context() {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot trust " + authority, e);
        }
    }

    private static void request(Path key, Path out, List<String> further) {
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-days", "2"));
        command.addAll(List.of(KIND));
        command.addAll(List.of("-keyout", key.toString(), "-out", out.toString()));
        command.addAll(further);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() != 0 || !Files.exists(out)) {
                throw new IllegalStateException("openssl could not make " + out + ":\n" + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run openssl", e);
        }
    }
}
