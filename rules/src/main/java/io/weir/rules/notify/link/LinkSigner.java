package io.weir.rules.notify.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs links and knows its own again. A link's last part is base64url of: a version (1 byte), the action (1 byte), the second at which it expires (8
 * bytes), the message's id, and HMAC-SHA256 of all that (32 bytes), as <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>. Thread-safe.
 */
public final class LinkSigner {
    /** How long a link works: a weekend and a day of absence. */
    public static final Duration LIFE = Duration.ofDays(3);

    /** Where links lead, below Weir's own URL. */
    public static final String PATH = "/act/";

    private static final byte VERSION = 1;
    private static final int SIGNATURE = 32;
    private static final int HEAD = 1 + 1 + Long.BYTES;
    private static final int LONGEST = 200;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private LinkSigner(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** With the key of a data folder, which is made when there is none. */
    public static LinkSigner in(Path dataDirectory) {
        return new LinkSigner(LinkKey.in(dataDirectory.resolve("link.key")));
    }

    static LinkSigner of(byte[] key) {
        return new LinkSigner(key);
    }

    /** The links of a message, by the words of their actions. */
    public Map<String, URI> links(URI externalUrl, String notificationId, Instant now) {
        Map<String, URI> links = new HashMap<>();
        for (LinkAction action : LinkAction.values()) {
            ActionLink link = new ActionLink(action, notificationId, now.plus(LIFE));
            links.put(action.word(), URI.create(externalUrl + PATH + token(link)));
        }
        return links;
    }

    String token(ActionLink link) {
        byte[] id = link.notificationId().getBytes(US_ASCII);
        byte[] said = ByteBuffer.allocate(HEAD + id.length)
                .put(VERSION)
                .put((byte) link.action().ordinal())
                .putLong(link.expiresAt().getEpochSecond())
                .put(id)
                .array();
        byte[] token = Arrays.copyOf(said, said.length + SIGNATURE);
        System.arraycopy(sign(said), 0, token, said.length, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What a link says; empty when it is none of ours. Whether it has expired or was used is asked elsewhere. */
    public Optional<ActionLink> read(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= HEAD + SIGNATURE) {
            return Optional.empty();
        }
        byte[] said = Arrays.copyOf(bytes, bytes.length - SIGNATURE);
        byte[] signature = Arrays.copyOfRange(bytes, said.length, bytes.length);
        if (!MessageDigest.isEqual(signature, sign(said))) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(said);
        byte version = buffer.get();
        int action = buffer.get();
        if (version != VERSION || action < 0 || action >= LinkAction.values().length) {
            return Optional.empty();
        }
        Instant expires = Instant.ofEpochSecond(buffer.getLong());
        return Optional.of(new ActionLink(
                LinkAction.values()[action], new String(said, HEAD, said.length - HEAD, US_ASCII), expires));
    }

    private byte[] sign(byte[] said) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(said);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
