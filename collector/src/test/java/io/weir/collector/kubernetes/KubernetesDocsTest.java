package io.weir.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/kubernetes.md holds files that people copy: they must be what they say. */
class KubernetesDocsTest {
    private static final Path PAGE = Path.of("../docs/kubernetes.md");

    private static String block(String holding) throws IOException {
        return Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(block -> block.contains(holding))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRoleAllowsWhatWeirAsksForAndNothingElse(@TempDir Path folder) throws IOException {
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        try (KubernetesClient kubectl = server.createClient();
                ApiBridge bridge = new ApiBridge(URI.create("http://127.0.0.1:" + server.getPort()))) {
            List<HasMetadata> applied = kubectl.load(
                            new ByteArrayInputStream(block("kind: Role\n").getBytes(StandardCharsets.UTF_8)))
                    .create();
            assertThat(applied).hasSize(3);
            Role role =
                    kubectl.rbac().roles().inNamespace("flink").withName("weir").get();
            RoleBinding binding = kubectl.rbac()
                    .roleBindings()
                    .inNamespace("flink")
                    .withName("weir")
                    .get();
            assertThat(binding.getRoleRef().getName())
                    .isEqualTo(role.getMetadata().getName());
            assertThat(kubectl.serviceAccounts()
                            .inNamespace(binding.getSubjects().get(0).getNamespace())
                            .withName(binding.getSubjects().get(0).getName())
                            .get())
                    .isNotNull();
            try (PodWatching watching =
                    PodWatching.of(PodWatching.config(folder, bridge.url(), Duration.ofSeconds(5), "flink"))) {
                await().until(() -> watching.isKnown() && bridge.count(true) == 1);
            }
            assertThat(bridge.asked())
                    .allSatisfy(asked -> assertThat(asked.path()).isEqualTo("/api/v1/namespaces/flink/pods"));
            assertThat(role.getRules()).hasSize(2).allSatisfy((PolicyRule rule) -> assertThat(rule.getApiGroups())
                    .containsExactly(""));
            PolicyRule pods = role.getRules().get(0);
            assertThat(pods.getResources()).containsExactly("pods");
            assertThat(pods.getVerbs()).containsExactlyInAnyOrder("list", "watch");
            // Diagnosis asks for these where logs.follow says so.
            PolicyRule logs = role.getRules().get(1);
            assertThat(logs.getResources()).containsExactly("pods/log");
            assertThat(logs.getVerbs()).containsExactly("get");
        } finally {
            server.destroy();
        }
    }

    @Test
    void theKubeconfigIsOneThatWeirTakes(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("kubeconfig"), block("tokenFile"));
        Files.writeString(folder.resolve("weir.token"), "of-a-test");
        Files.writeString(folder.resolve("ca.crt"), "read later");
        Config config = Kubeconfig.access(file, null);
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("of-a-test");
        assertThat(config.getCaCertFile()).isEqualTo(folder.resolve("ca.crt").toString());
    }
}
