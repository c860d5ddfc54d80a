package io.shapservice.operator.apiserver;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Somebody who has the rights of the operator's role in one namespace, and a token to show it. */
record ServiceAccountUser(String namespace, String token, Role role) {
    static final String NAME = "shap-operator";
    private static final Path CHART = Path.of("..", "helm", "shap-operator", "templates", "_helpers.tpl");

    static ServiceAccountUser create(KubernetesClient admin, String namespace) throws IOException {
        Role role = role(admin);
        admin.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        admin.resource(role).inNamespace(namespace).create();
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", NAME)
                        .addNewSubject(null, "ServiceAccount", NAME, namespace)
                        .build())
                .create();
        String token = admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(NAME)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        return new ServiceAccountUser(namespace, token, role);
    }

    /** The chart's rules for the namespaces that are looked after, and the operator's own for its lease. */
    private static Role role(KubernetesClient admin) throws IOException {
        String rules = Files.readAllLines(CHART).stream()
                .dropWhile(line -> !line.contains("define \"shap-operator.rules\""))
                .skip(1)
                .takeWhile(line -> !line.contains("{{- end }}"))
                .collect(Collectors.joining("\n"));
        return admin.getKubernetesSerialization().unmarshal("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: shap-operator}
                rules:
                - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get, create, update, patch]}
                """ + rules, Role.class);
    }

    KubernetesClient client(Interceptor... interceptors) {
        Config admin = Kubeconfig.load();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(admin.getMasterUrl())
                .withCaCertData(admin.getCaCertData())
                .withOauthToken(token)
                .withNamespace(namespace)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> {
                    for (Interceptor interceptor : interceptors) {
                        http.addOrReplaceInterceptor(interceptor.getClass().getName(), interceptor);
                    }
                })
                .build();
    }

    /** For a process. */
    Path kubeconfig(Path folder) throws IOException {
        Config admin = Kubeconfig.load();
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: "%s", certificate-authority-data: "%s"}}]
                users: [{name: test, user: {token: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: test, namespace: "%s"}}]
                """.formatted(
                        admin.getMasterUrl(), admin.getCaCertData(), token, namespace));
    }
}
