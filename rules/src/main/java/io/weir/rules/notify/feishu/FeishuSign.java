package io.weir.rules.notify.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.rules.notify.SecretText;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * <a href="https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot">Feishu's signature</a>: timestamp and secret are the key, and
 * what is signed is empty.
 */
final class FeishuSign {
    private FeishuSign() {}

    /**
     * The field {@code sign} of a request.
     *
     * @param timestamp seconds since 1970
     */
    static String of(SecretText secret, String timestamp) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((timestamp + "\n" + secret.reveal()).getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(new byte[0]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
