package io.weir.rules.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.rules.notify.SecretText;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver that a request is Weir's and how old it is: HMAC-SHA256 (<a href="https://www.rfc-editor.org/rfc/rfc2104">RFC
 * 2104</a>) over the timestamp, a dot and the body.
 */
final class Signature {
    static final String TIMESTAMP_HEADER = "X-Weir-Timestamp";
    static final String HEADER = "X-Weir-Signature";

    private Signature() {}

    /**
     * The header's value: {@code sha256=} and 64 hex digits.
     *
     * @param timestamp seconds since 1970, as in {@link #TIMESTAMP_HEADER}
     */
    static String of(SecretText secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(UTF_8));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
