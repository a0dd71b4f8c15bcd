package io.weir.runtime.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenSettingsTest {
    private static final RemoteRepository CENTRAL =
            new RemoteRepository.Builder("central", "default", "https://central.example/maven2").build();

    private Path home;

    @BeforeEach
    void place(@TempDir Path folder) {
        home = folder;
    }

    @Test
    void mirrorsProxiesAndTheLocalRepositoryComeFromTheFile() throws IOException {
        Files.writeString(home.resolve("settings.xml"), """
                <settings>
                  <localRepository>/elsewhere/repository</localRepository>
                  <offline>true</offline>
                  <mirrors>
                    <mirror><id>inside</id><url>https://mirror.example/maven</url><mirrorOf>central</mirrorOf></mirror>
                  </mirrors>
                  <proxies>
                    <proxy><active>true</active><protocol>https</protocol><host>proxy.example</host><port>3128</port></proxy>
                  </proxies>
                </settings>
                """);

        MavenSettings settings = MavenSettings.of(home);

        assertThat(settings.localRepository()).isEqualTo(Path.of("/elsewhere/repository"));
        assertThat(settings.offline()).isTrue();
        assertThat(settings.mirrors().getMirror(CENTRAL).getUrl()).isEqualTo("https://mirror.example/maven");
        assertThat(settings.proxies().getProxy(CENTRAL).getHost()).isEqualTo("proxy.example");
    }

    @Test
    void noFileMeansMavensOwnDefaults() {
        MavenSettings settings = MavenSettings.of(home);

        assertThat(settings.localRepository()).isEqualTo(home.resolve("repository"));
        assertThat(settings.offline()).isFalse();
        assertThat(settings.mirrors().getMirror(CENTRAL)).isNull();
    }

    @Test
    void brokenFileIsLeftOut() throws IOException {
        Files.writeString(home.resolve("settings.xml"), "<settings><mirrors>");

        assertThat(MavenSettings.of(home).localRepository()).isEqualTo(home.resolve("repository"));
    }
}
