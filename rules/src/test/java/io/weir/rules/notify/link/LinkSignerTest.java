package io.weir.rules.notify.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkSignerTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final URI WEIR = URI.create("https://weir.example/flink");

    private static String token(Map<String, URI> links, String action) {
        String url = links.getOrDefault(action, WEIR).toString();
        assertThat(url).startsWith("https://weir.example/flink/act/");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    @Test
    void linkIsKnownAgainAlsoAfterARestartAndSaysItsMessageItsActionAndItsEnd(@TempDir Path folder) {
        Map<String, URI> links = LinkSigner.in(folder).links(WEIR, "mwot5j40-1", NOW);

        assertThat(links).containsOnlyKeys("acknowledge", "silence");
        for (LinkAction action : LinkAction.values()) {
            assertThat(LinkSigner.in(folder).read(token(links, action.word())))
                    .contains(new ActionLink(action, "mwot5j40-1", NOW.plus(LinkSigner.LIFE)));
        }
    }

    @Test
    void noBitOfALinkCanBeChanged(@TempDir Path folder) {
        LinkSigner signer = LinkSigner.in(folder);
        byte[] token = Base64.getUrlDecoder().decode(token(signer.links(WEIR, "mwot5j40-1", NOW), "acknowledge"));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] changed = token.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(signer.read(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .as("bit " + bit)
                    .isEmpty();
        }
        for (String nonsense : new String[] {"", "x", "%%%", "A".repeat(100), "A".repeat(1000)}) {
            assertThat(signer.read(nonsense)).isEmpty();
        }
    }

    @Test
    void anotherFoldersLinkIsNoneOfOurs(@TempDir Path folder, @TempDir Path other) {
        String token = token(LinkSigner.in(folder).links(WEIR, "mwot5j40-1", NOW), "acknowledge");
        assertThat(LinkSigner.in(other).read(token)).isEmpty();
    }

    @Test
    void keyIsReadByNobodyElseAndIsNeverMadeAnewOverABrokenOne(@TempDir Path folder) throws IOException {
        var unused = LinkSigner.in(folder);
        Path key = folder.resolve("link.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.size(key)).isEqualTo(32);
        Files.write(key, new byte[7]);
        assertThatThrownBy(() -> LinkSigner.in(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage(key + " has 7 bytes, not 32, so it is no key; delete it and a new one is made");
    }
}
