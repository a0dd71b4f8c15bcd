package io.weir.collector.kubernetes;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.CertUtils;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kubeconfig file (<a
 * href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/">kubeconfig v1</a>), read by Weir's own rules rather than the
 * client's: nothing comes from the environment or the home folder, and no program is run for credentials.
 */
final class Kubeconfig {
    private static final long MOST_BYTES = 4 << 20;

    private final Path file;
    private final io.fabric8.kubernetes.api.model.Config content;

    private Kubeconfig(Path file, io.fabric8.kubernetes.api.model.Config content) {
        this.file = file;
        this.content = content;
    }

    /**
     * The way to the API of one of its contexts.
     *
     * @param context null for the current one
     * @throws ApiAccessException saying what is wrong in the file
     */
    static Config access(Path file, @Nullable String context) {
        return read(file).context(context);
    }

    private static Kubeconfig read(Path file) {
        if (!Files.isReadable(file)) {
            throw new ApiAccessException("the kubeconfig " + file + " cannot be read; write the path of one");
        }
        io.fabric8.kubernetes.api.model.Config content;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ApiAccessException("the kubeconfig " + file + " is larger than 4 MiB; this is none");
            }
            content = KubeConfigUtils.parseConfigFromString(Files.readString(file));
        } catch (ApiAccessException e) {
            throw e;
        } catch (Exception e) {
            // The parser's message may repeat what it could not read, and that may be a secret.
            throw new ApiAccessException("the kubeconfig " + file
                    + " is no YAML of that kind; try kubectl --kubeconfig " + file.getFileName() + " config view");
        }
        if (content == null) {
            throw new ApiAccessException("the kubeconfig " + file + " is empty");
        }
        return new Kubeconfig(file, content);
    }

    private Config context(@Nullable String wanted) {
        String name = wanted == null ? content.getCurrentContext() : wanted;
        if (name == null || name.isBlank()) {
            throw fault("has no current-context; write context: NAME, one of "
                    + names(content.getContexts(), NamedContext::getName));
        }
        NamedContext context = content.getContexts().stream()
                .filter(one -> name.equals(one.getName()) && one.getContext() != null)
                .findFirst()
                .orElseThrow(() -> fault("has no context \"" + name + "\"; it has "
                        + names(content.getContexts(), NamedContext::getName)));
        String clusterName = context.getContext().getCluster();
        Cluster cluster = content.getClusters().stream()
                .filter(one -> one.getName().equals(clusterName) && one.getCluster() != null)
                .map(NamedCluster::getCluster)
                .findFirst()
                .orElseThrow(() -> fault("has no cluster \"" + clusterName + "\", which context " + name
                        + " names; it has " + names(content.getClusters(), NamedCluster::getName)));
        ConfigBuilder builder = new ConfigBuilder(Config.empty());
        server(cluster, builder);
        String user = context.getContext().getUser();
        if (user != null && !user.isBlank()) {
            AuthInfo credentials = content.getUsers().stream()
                    .filter(one -> user.equals(one.getName()) && one.getUser() != null)
                    .map(NamedAuthInfo::getUser)
                    .findFirst()
                    .orElseThrow(() -> fault("has no user \"" + user + "\", which context " + name + " names; it has "
                            + names(content.getUsers(), NamedAuthInfo::getName)));
            credentials(user, credentials, builder);
        }
        return builder.build();
    }

    private void server(Cluster cluster, ConfigBuilder builder) {
        builder.withMasterUrl(url(cluster.getServer()));
        if (cluster.getTlsServerName() != null && !cluster.getTlsServerName().isBlank()) {
            throw fault("sets tls-server-name, which Weir cannot send; write the certificate's name as server");
        }
        if (Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify())) {
            builder.withTrustCerts(true).withDisableHostnameVerification(true);
        }
        file("certificate-authority", cluster.getCertificateAuthority(), builder::withCaCertFile);
        text(cluster.getCertificateAuthorityData(), builder::withCaCertData);
        text(cluster.getProxyUrl(), proxy -> {
            if (!proxy.startsWith("http://")) {
                throw fault("sets a proxy-url that is no http:// URL; Weir knows no other proxies");
            }
            builder.withHttpProxy(proxy).withHttpsProxy(proxy);
        });
    }

    private String url(@Nullable String server) {
        try {
            URI url = URI.create(server == null ? "" : server.strip());
            if (("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getHost() != null) {
                return url.toString();
            }
        } catch (IllegalArgumentException e) {
            throw new ApiAccessException("the kubeconfig " + file + " has a server that is no URL: " + server, e);
        }
        throw fault("has a server that is no https or http URL: " + server);
    }

    private void credentials(String user, AuthInfo credentials, ConfigBuilder builder) {
        if (credentials.getExec() != null) {
            throw fault("has user \"" + user + "\" run " + credentials.getExec().getCommand()
                    + " for credentials, and Weir runs no such program; make a service account for Weir and write its token"
                    + " as tokenFile (docs/kubernetes.md)");
        }
        if (credentials.getAuthProvider() != null) {
            throw fault("has user \"" + user + "\" use the auth-provider \""
                    + credentials.getAuthProvider().getName()
                    + "\", which Kubernetes itself dropped in 1.26; make a service account for Weir and write its token as"
                    + " tokenFile (docs/kubernetes.md)");
        }
        // As kubectl does: the file wins over the token beside it.
        if (isThere(credentials.getTokenFile())) {
            file(
                    "tokenFile",
                    credentials.getTokenFile(),
                    path -> builder.withOauthTokenProvider(new TokenFile(Path.of(path))));
        } else {
            text(credentials.getToken(), builder::withOauthToken);
        }
        text(credentials.getUsername(), builder::withUsername);
        text(credentials.getPassword(), builder::withPassword);
        file("client-certificate", credentials.getClientCertificate(), builder::withClientCertFile);
        text(credentials.getClientCertificateData(), builder::withClientCertData);
        file("client-key", credentials.getClientKey(), builder::withClientKeyFile);
        text(credentials.getClientKeyData(), builder::withClientKeyData);
        text(credentials.getAs(), builder::withImpersonateUsername);
        if (credentials.getAsGroups() != null && !credentials.getAsGroups().isEmpty()) {
            builder.withImpersonateGroups(credentials.getAsGroups().toArray(String[]::new));
        }
        boolean certificate =
                isThere(credentials.getClientCertificate()) || isThere(credentials.getClientCertificateData());
        boolean key = isThere(credentials.getClientKey()) || isThere(credentials.getClientKeyData());
        if (certificate != key) {
            throw fault("gives user \"" + user
                    + "\" a client certificate without its key, or a key without its certificate");
        }
        if (certificate) {
            // The client takes every PKCS#8 key for one of RSA unless it is told.
            builder.withClientKeyAlgo(algorithm(builder.getClientCertData(), builder.getClientCertFile()));
        }
    }

    private String algorithm(@Nullable String data, @Nullable String path) {
        try (InputStream pem = CertUtils.getInputStreamFromDataOrFile(data, path)) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(pem)
                    .getPublicKey()
                    .getAlgorithm();
        } catch (IOException | CertificateException e) {
            throw new ApiAccessException(
                    "the kubeconfig " + file + " has a client certificate that is no PEM: " + e.getMessage(), e);
        }
    }

    /** Paths in a kubeconfig are relative to the file itself. */
    private void file(String key, @Nullable String path, Consumer<String> use) {
        if (path == null || path.isBlank()) {
            return;
        }
        Path absolute = file.toAbsolutePath().resolveSibling(path).normalize();
        if (!Files.isReadable(absolute)) {
            throw fault("names " + key + " " + absolute + ", which cannot be read");
        }
        use.accept(absolute.toString());
    }

    private static void text(@Nullable String value, Consumer<String> use) {
        if (value != null && !value.isBlank()) {
            use.accept(value);
        }
    }

    private static boolean isThere(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    private ApiAccessException fault(String what) {
        return new ApiAccessException("the kubeconfig " + file + " " + what);
    }

    private static <T> String names(List<T> all, Function<T, String> name) {
        return all.isEmpty() ? "none" : String.join(", ", all.stream().map(name).toList());
    }
}
