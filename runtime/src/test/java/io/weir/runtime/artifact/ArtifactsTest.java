package io.weir.runtime.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.runtime.artifact.ArtifactException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads, friendly and hostile. */
class ArtifactsTest {
    private static final long LARGEST = 1 << 20;

    @TempDir
    private Path folder = Path.of(".");

    private Artifacts artifacts =
            new Artifacts(Path.of("target", "none"), new MemoryArtifactStore(), 1, Clock.systemUTC());

    @BeforeEach
    void open() {
        artifacts = new Artifacts(folder.resolve("artifacts"), new MemoryArtifactStore(), LARGEST, Clock.systemUTC());
    }

    private static byte[] jar(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\nMain-Class: shop.Orders\n\n".getBytes(StandardCharsets.UTF_8));
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(1);
            }
        }
        return bytes.toByteArray();
    }

    private ArtifactVersion upload(String name, byte[] content) throws IOException {
        return artifacts.upload("default", name, new ByteArrayInputStream(content), "ops");
    }

    private void assertRefused(String name, byte[] content, Kind kind, String says) throws IOException {
        List<Path> before = files();
        assertThatThrownBy(() -> upload(name, content))
                .isInstanceOfSatisfying(
                        ArtifactException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(says);
        assertThat(files()).as("nothing of a refused upload stays").isEqualTo(before);
        assertThat(folder.getParent())
                .as("nothing is written beside the folder")
                .isDirectoryNotContaining("glob:**evil*");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void jarIsKeptUnderANameOfOursWithItsDigestAndEntryClass() throws IOException {
        ArtifactVersion made = upload("orders.jar", jar("shop/Orders.class"));

        assertThat(made.version()).isEqualTo(1);
        assertThat(made.entryClass()).isEqualTo("shop.Orders");
        assertThat(made.sha256()).hasSize(64);
        assertThat(artifacts.path(made)).hasBinaryContent(jar("shop/Orders.class"));
        assertThat(made.file()).doesNotContain("orders").endsWith(".jar");
        assertThat(upload("orders.jar", jar("shop/Orders.class")).version()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.jar",
                "/etc/evil.jar",
                "a/evil.jar",
                "evil\u0000.jar",
                "",
                ".jar",
                "evil",
                "..jar",
                "a..b.jar",
                "evil.jar\n",
                "C:\\evil.jar"
            })
    void namesThatArePathsAreRefused(String name) throws IOException {
        assertRefused(name, jar("A.class"), Kind.BAD, "cannot be used");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.class",
                "a/../../evil.class",
                "/evil.class",
                "\\evil.class",
                "C:/evil.class",
                "a\\..\\evil.class"
            })
    void entriesThatLeadOutAreRefused(String entry) throws IOException {
        assertRefused("orders.jar", jar("A.class", entry), Kind.BAD, "leads out of its folder");
    }

    @Test
    void pythonFilesAreKeptAsTheyAre() throws IOException {
        byte[] source = "print('größer')\n".getBytes(StandardCharsets.UTF_8);
        ArtifactVersion made = upload("orders.py", source);

        assertThat(made.entryClass()).isNull();
        assertThat(made.file()).endsWith(".py").doesNotContain("orders");
        assertThat(artifacts.path(made)).hasBinaryContent(source);
        assertThat(upload("shop.zip", jar("shop/orders.py")).entryClass()).isNull();
        assertThat(upload("shop.whl", jar("shop/orders.py")).version()).isEqualTo(1);
    }

    @Test
    void whatIsNoPythonIsRefused() throws IOException {
        assertRefused("orders.py", new byte[0], Kind.BAD, "it is empty");
        assertRefused("orders.py", jar("orders.py"), Kind.BAD, "holds a NUL");
        assertRefused("shop.zip", "print(1)".getBytes(StandardCharsets.UTF_8), Kind.BAD, "this is no archive");
        assertRefused("shop.zip", jar("A.class"), Kind.BAD, "holds no .py");
        assertRefused("shop.whl", jar("shop.py", "../evil.py"), Kind.BAD, "leads out of its folder");
        byte[] whole = jar("shop.py");
        assertRefused("shop.zip", java.util.Arrays.copyOf(whole, whole.length / 2), Kind.BAD, "damaged");
    }

    @Test
    void whatIsNoJarIsRefused() throws IOException {
        assertRefused("orders.jar", "#!/bin/sh".getBytes(StandardCharsets.UTF_8), Kind.BAD, "this is no jar");
        assertRefused("orders.jar", new byte[0], Kind.BAD, "this is no jar");
        assertRefused("orders.jar", jar("readme.txt"), Kind.BAD, "holds no class");
        byte[] whole = jar("A.class");
        assertRefused("orders.jar", java.util.Arrays.copyOf(whole, whole.length / 2), Kind.BAD, "damaged");
    }

    @Test
    void bodyWithoutEndIsCutAtTheLimit() throws IOException {
        long[] read = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read[0]++;
                return 'P';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                read[0] += length;
                return length;
            }
        };
        assertThatThrownBy(() -> artifacts.upload("default", "orders.jar", endless, "ops"))
                .isInstanceOfSatisfying(
                        ArtifactException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE));
        assertThat(read[0]).isLessThan(2 * LARGEST);
        assertThat(files()).isEmpty();
    }

    @Test
    void uploadThatBreaksOffLeavesNothing() throws IOException {
        InputStream broken = new InputStream() {
            private int left = 1000;

            @Override
            public int read() throws IOException {
                left--;
                if (left < 0) {
                    throw new IOException("connection reset");
                }
                return 'P';
            }
        };
        assertThatThrownBy(() -> artifacts.upload("default", "orders.jar", broken, "ops"))
                .hasMessage("connection reset");
        assertThat(files()).isEmpty();
    }

    @Test
    void partsOfAWeirThatDiedAreRemovedAtTheNextStart() throws IOException {
        Files.writeString(folder.resolve("artifacts").resolve("x.jar.part"), "half");

        open();

        assertThat(files()).isEmpty();
    }

    @Test
    void versionsAreAtMostTwentyAndThoseInUseStay() throws IOException {
        for (int version = 1; version <= Artifacts.MOST_VERSIONS; version++) {
            upload("orders.jar", jar("A.class"));
        }
        assertRefused("orders.jar", jar("A.class"), Kind.CONFLICT, "delete one that is not used");

        assertThatThrownBy(() -> artifacts.delete("orders.jar", 3, (name, version) -> List.of("version 1 of shop")))
                .hasMessageContaining("is used by version 1 of shop");
        assertThat(artifacts.find("orders.jar", 3)).isPresent();

        artifacts.delete("orders.jar", 3, (name, version) -> List.of());
        assertThat(artifacts.find("orders.jar", 3)).isEmpty();
        assertThat(files()).hasSize(Artifacts.MOST_VERSIONS - 1);
        assertThat(upload("orders.jar", jar("A.class")).version())
                .as("a number is not used again")
                .isEqualTo(Artifacts.MOST_VERSIONS + 1);
    }
}
