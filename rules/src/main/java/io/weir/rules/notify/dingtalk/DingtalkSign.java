package io.weir.rules.notify.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.rules.notify.SecretText;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** <a href="https://open.dingtalk.com/document/orgapp/customize-robot-security-settings">DingTalk's signature</a>. */
final class DingtalkSign {
    private DingtalkSign() {}

    /** The parameters that a signed request adds to the robot's URL. */
    static String query(SecretText secret, long timestampMs) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), "HmacSHA256"));
            byte[] sign = mac.doFinal((timestampMs + "\n" + secret.reveal()).getBytes(UTF_8));
            return "timestamp=" + timestampMs + "&sign="
                    + URLEncoder.encode(Base64.getEncoder().encodeToString(sign), UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
