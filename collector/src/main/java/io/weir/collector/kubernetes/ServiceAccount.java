package io.weir.collector.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The service account of the pod that Weir runs in (<a
 * href="https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/">Accessing the API from a pod</a>).
 */
final class ServiceAccount {
    private ServiceAccount() {}

    /**
     * The way to the API.
     *
     * @throws ApiAccessException when Weir does not run in a pod
     */
    static Config access(Map<String, String> environment, Path folder) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
        Path token = folder.resolve("token");
        if (host.isBlank() || port.isBlank() || !Files.isReadable(token)) {
            throw new ApiAccessException("Weir does not run in a pod with a service account (KUBERNETES_SERVICE_HOST,"
                    + " KUBERNETES_SERVICE_PORT and " + token + " are not all there); write kubeconfig: FILE");
        }
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        ConfigBuilder builder = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://" + bracketed + ":" + port + "/")
                .withOauthTokenProvider(new TokenFile(token));
        Path authority = folder.resolve("ca.crt");
        if (Files.isReadable(authority)) {
            builder.withCaCertFile(authority.toString());
        }
        return builder.build();
    }
}
