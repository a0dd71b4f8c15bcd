package io.weir.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a kubeconfig says, and what Weir makes of what it cannot follow. */
class KubeconfigTest {
    private Path folder;

    @BeforeEach
    void use(@TempDir Path temporary) {
        folder = temporary;
    }

    private Path kubeconfig(String cluster, String user) throws IOException {
        return Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: here
                contexts:
                - name: here
                  context: {cluster: c, user: u, namespace: flink}
                - name: there
                  context: {cluster: other, user: u}
                - name: nobody
                  context: {cluster: c, user: nobody}
                - name: anybody
                  context: {cluster: c}
                clusters:
                - name: c
                  cluster: %s
                users:
                - name: u
                  user: %s
                preferences: {}
                """.formatted(cluster, user));
    }

    @Test
    void aTokenAServerAndAPathBehindItAreTaken() throws IOException {
        Path file = kubeconfig("{server: 'https://rancher.example.org/k8s/clusters/c-1'}", "{token: secret-of-a-test}");
        Config config = Kubeconfig.access(file, null);
        assertThat(config.getMasterUrl()).isEqualTo("https://rancher.example.org/k8s/clusters/c-1/");
        assertThat(config.getOauthToken()).isEqualTo("secret-of-a-test");
        assertThat(Kubeconfig.access(file, "anybody").getOauthToken()).isNull();
    }

    @Test
    void pathsAreRelativeToTheFileAndATokenFileWinsOverAToken() throws IOException {
        Path token = Files.writeString(folder.resolve("weir.token"), "first\n");
        Path authority = Files.writeString(folder.resolve("ca.crt"), "read later");
        Config config = Kubeconfig.access(
                kubeconfig(
                        "{server: 'https://127.0.0.1:6443', certificate-authority: ca.crt}",
                        "{token: old, tokenFile: weir.token}"),
                "here");
        assertThat(config.getCaCertFile()).isEqualTo(authority.toString());
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("first");
        Files.writeString(token, "second");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
    }

    @Test
    void nothingIsTakenFromElsewhere() throws IOException {
        String master = System.setProperty("kubernetes.master", "https://elsewhere.example.org");
        String token = System.setProperty("kubernetes.auth.token", "of-somebody-else");
        try {
            Config config = Kubeconfig.access(kubeconfig("{server: 'https://127.0.0.1:6443'}", "{}"), null);
            assertThat(config.getMasterUrl()).isEqualTo("https://127.0.0.1:6443/");
            assertThat(config.getOauthToken()).isNull();
            assertThat(config.getAutoOAuthToken()).isNull();
        } finally {
            restore("kubernetes.master", master);
            restore("kubernetes.auth.token", token);
        }
    }

    private static void restore(String property, @Nullable String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{server: 'https://a:1'} | {exec: {command: aws, args: [eks, get-token]}} | here"
                        + " | has user \"u\" run aws for credentials, and Weir runs no such program",
                "{server: 'https://a:1'} | {auth-provider: {name: gcp}} | here | use the auth-provider \"gcp\"",
                "{server: 'https://a:1'} | {} | elsewhere"
                        + " | has no context \"elsewhere\"; it has here, there, nobody, anybody",
                "{server: 'https://a:1'} | {} | there | has no cluster \"other\", which context there names; it has c",
                "{server: 'https://a:1'} | {} | nobody | has no user \"nobody\", which context nobody names; it has u",
                "{server: 'a:1'} | {} | here | has a server that is no https or http URL: a:1",
                "{} | {} | here | has a server that is no https or http URL: null",
                "{server: 'https://a b'} | {} | here | has a server that is no URL: https://a b",
                "{server: 'https://a:1', certificate-authority: ca.crt} | {} | here | ca.crt, which cannot be read",
                "{server: 'https://a:1', tls-server-name: b} | {} | here | sets tls-server-name",
                "{server: 'https://a:1', proxy-url: 'socks5://b:1'} | {} | here | sets a proxy-url that is no http://",
                "{server: 'https://a:1'} | {tokenFile: none} | here | none, which cannot be read",
                "{server: 'https://a:1'} | {client-key-data: YQ==} | here | a key without its certificate",
                "{server: 'https://a:1'} | {client-certificate-data: YQ==, client-key-data: YQ==} | here"
                        + " | has a client certificate that is no PEM"
            })
    void whatWeirCannotFollowIsSaid(String cluster, String user, String context, String message) throws IOException {
        Path file = kubeconfig(cluster, user);
        assertThatThrownBy(() -> Kubeconfig.access(file, context))
                .isInstanceOf(ApiAccessException.class)
                .hasMessageStartingWith("the kubeconfig " + file)
                .hasMessageContaining(message);
        assertThat(KubernetesPods.fault(file, context)).isPresent();
    }

    @Test
    void aFileThatIsNoKubeconfigIsSaidWithoutItsContent() throws IOException {
        Path file = Files.writeString(folder.resolve("config"), "users: [token: secret-of-a-test");
        assertThatThrownBy(() -> Kubeconfig.access(file, null))
                .isInstanceOf(ApiAccessException.class)
                .hasMessageContaining("is no YAML of that kind")
                .hasMessageNotContaining("secret-of-a-test");
        Files.writeString(file, "");
        assertThatThrownBy(() -> Kubeconfig.access(file, null)).isInstanceOf(ApiAccessException.class);
        Files.writeString(file, "kind: Config\n");
        assertThatThrownBy(() -> Kubeconfig.access(file, null))
                .hasMessageContaining("has no current-context; write context: NAME, one of none");
        assertThatThrownBy(() -> Kubeconfig.access(folder.resolve("missing"), null))
                .hasMessageContaining("cannot be read; write the path of one");
    }

    @Test
    void aPodsServiceAccountIsTheWayInsideACluster() throws IOException {
        Files.writeString(folder.resolve("token"), "of-the-pod\n");
        Files.writeString(folder.resolve("ca.crt"), "read later");
        Map<String, String> environment =
                Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443");
        Config config = ServiceAccount.access(environment, folder);
        assertThat(config.getMasterUrl()).isEqualTo("https://[fd00::1]:443/");
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("of-the-pod");
        assertThat(config.getCaCertFile()).isEqualTo(folder.resolve("ca.crt").toString());
        assertThatThrownBy(() -> ServiceAccount.access(Map.of(), folder))
                .isInstanceOf(ApiAccessException.class)
                .hasMessageContaining("Weir does not run in a pod")
                .hasMessageContaining("write kubeconfig: FILE");
    }
}
