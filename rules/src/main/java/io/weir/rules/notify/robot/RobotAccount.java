package io.weir.rules.notify.robot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.rules.notify.SecretText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells robots apart without their tokens. */
public final class RobotAccount {
    private RobotAccount() {}

    /** The same for the same URL; the URL cannot be learnt from it. */
    public static String of(SecretText url) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(url.reveal().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
