package io.weir.collector.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The client of one API, made when it is first needed. Thread-safe. */
final class ApiConnection implements AutoCloseable {
    /** Where Kubernetes puts the credentials of a pod's service account. */
    static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private final KubernetesConfig config;
    private @Nullable KubernetesClient client;

    ApiConnection(KubernetesConfig config) {
        this.config = config;
    }

    /** How the API of a config is reached. @throws ApiAccessException when it cannot be */
    static Config access(@Nullable Path kubeconfig, @Nullable String context) {
        return kubeconfig == null
                ? ServiceAccount.access(System.getenv(), SERVICE_ACCOUNT)
                : Kubeconfig.access(kubeconfig, context);
    }

    /** The client. */
    synchronized KubernetesClient client() throws ApiException {
        KubernetesClient open = client;
        if (open == null) {
            try {
                open = open(config);
            } catch (RuntimeException e) {
                throw new ApiException(String.valueOf(e.getMessage()), e);
            }
            client = open;
        }
        return open;
    }

    /**
     * Has the files of the config read again for the next request: they may hold new credentials. The old client is not closed, since
     * others may wait for an answer of it; it has no threads of its own once they have.
     */
    synchronized void forget(KubernetesClient refused) {
        if (client == refused) {
            client = null;
        }
    }

    private static KubernetesClient open(KubernetesConfig config) {
        Config access = new ConfigBuilder(access(config.kubeconfig(), config.context()))
                .withUserAgent("weir")
                .withConnectionTimeout((int) Math.min(
                        config.timeout().toMillis(), Duration.ofSeconds(10).toMillis()))
                // A watch has a connection of its own: HTTP/2 would put all on one, and when that hangs it is not
                // replaced.
                .withHttp2Disable(true)
                // Pauses between tries are ours.
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder()
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withConfig(access)
                .build();
    }

    @Override
    public synchronized void close() {
        KubernetesClient open = client;
        client = null;
        if (open != null) {
            open.close();
        }
    }
}
