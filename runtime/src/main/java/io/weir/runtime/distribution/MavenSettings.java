package io.weir.runtime.distribution;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.MirrorSelector;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the user's {@code ~/.m2/settings.xml} says about reaching repositories
 * (<a href="https://maven.apache.org/settings.html">settings reference</a>): local repository, offline, mirrors, proxies
 * and plain server passwords. Encrypted passwords are not decrypted.
 */
record MavenSettings(
        Path localRepository,
        boolean offline,
        MirrorSelector mirrors,
        ProxySelector proxies,
        AuthenticationSelector authentication) {
    private static final Logger LOG = LoggerFactory.getLogger(MavenSettings.class);

    /** The settings of the user who runs Weir; a file that cannot be read is said and left out. */
    static MavenSettings ofUser() {
        return of(Path.of(System.getProperty("user.home"), ".m2"));
    }

    /** @param home Maven's folder of the user; {@code -Dmaven.repo.local} has its usual meaning */
    static MavenSettings of(Path home) {
        Settings settings = read(home.resolve("settings.xml").toFile());
        String local = System.getProperty("maven.repo.local", settings.getLocalRepository());
        return of(local == null || local.isBlank() ? home.resolve("repository") : Path.of(local), settings);
    }

    /** No mirror, no proxy; for repositories that are reached as they are named. */
    static MavenSettings none(Path localRepository) {
        return of(localRepository, new Settings());
    }

    private static Settings read(File file) {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setSystemProperties(System.getProperties());
        request.setUserSettingsFile(file);
        try {
            return new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings();
        } catch (SettingsBuildingException e) {
            LOG.warn("{} cannot be read and is left out: {}", file, e.getMessage());
            return new Settings();
        }
    }

    private static MavenSettings of(Path localRepository, Settings settings) {
        return new MavenSettings(
                localRepository, settings.isOffline(), mirrors(settings), proxies(settings), authentication(settings));
    }

    private static MirrorSelector mirrors(Settings settings) {
        DefaultMirrorSelector selector = new DefaultMirrorSelector();
        for (Mirror mirror : settings.getMirrors()) {
            selector.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts());
        }
        return selector;
    }

    private static ProxySelector proxies(Settings settings) {
        DefaultProxySelector selector = new DefaultProxySelector();
        for (Proxy proxy : settings.getProxies()) {
            if (proxy.isActive()) {
                AuthenticationBuilder login = new AuthenticationBuilder();
                login.addUsername(proxy.getUsername()).addPassword(proxy.getPassword());
                selector.add(
                        new org.eclipse.aether.repository.Proxy(
                                proxy.getProtocol(), proxy.getHost(), proxy.getPort(), login.build()),
                        proxy.getNonProxyHosts());
            }
        }
        return selector;
    }

    private static AuthenticationSelector authentication(Settings settings) {
        DefaultAuthenticationSelector selector = new DefaultAuthenticationSelector();
        for (Server server : settings.getServers()) {
            AuthenticationBuilder login = new AuthenticationBuilder();
            login.addUsername(server.getUsername()).addPassword(server.getPassword());
            login.addPrivateKey(server.getPrivateKey(), server.getPassphrase());
            selector.add(server.getId(), login.build());
        }
        return selector;
    }
}
