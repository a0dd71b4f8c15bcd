package io.weir.rules.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names a rule's firing on a subject, the same after every restart: the first 64 bits of a SHA-256 in hex. */
public final class Fingerprint {
    private Fingerprint() {}

    /**
     * The fingerprint of a rule on a subject. The vertex is left out: a back-pressured job is one subject wherever the root
     * moves.
     */
    public static String of(String rule, Subject subject) {
        return of(rule, subject.cluster(), subject.jobId(), subject.process());
    }

    /** The fingerprint of a rule on what labels name. */
    public static String of(String rule, Map<String, String> labels) {
        List<String> parts = new ArrayList<>(List.of(rule));
        new TreeMap<>(labels).forEach((name, value) -> {
            parts.add(name);
            parts.add(value);
        });
        return of(parts.toArray(String[]::new));
    }

    private static String of(@Nullable String... parts) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (String part : parts) {
            digest.update((part == null ? "" : part).getBytes(UTF_8));
            // A byte that UTF-8 never holds keeps ("ab", "c") and ("a", "bc") apart.
            digest.update((byte) 0xff);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
