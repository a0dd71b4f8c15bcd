package io.weir.web.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretFormsTest {
    private static final String SECRET = "ca\"nary\\of/o'clock & <\u00fc>";

    private static String cleaned(String text) {
        return new SecretForms(List.of(SECRET)).takenOutOf(text);
    }

    @Test
    void aSecretGoesHoweverATextWritesIt() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        String once = json.writeValueAsString(Map.of("said", SECRET));
        String twice = json.writeValueAsString(Map.of("body", once));
        List<String> texts = List.of(
                "plainly " + SECRET + " here",
                once,
                twice,
                once.replace("/", "\\/"),
                "https://hook/?key=" + URLEncoder.encode(SECRET, UTF_8),
                "https://hook/" + URLEncoder.encode(SECRET, UTF_8).replace("+", "%20"),
                "SELECT '" + SECRET.replace("'", "''") + "'",
                "auth " + Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8)));
        for (String text : texts) {
            assertThat(cleaned(text)).contains("<secret>").doesNotContain("nary", "clock");
        }
        assertThat(cleaned(texts.get(7)))
                .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(SECRET.getBytes(UTF_8)));
    }

    @Test
    void eachLineOfAKeyGoes() {
        String key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0\nBAQEFAASCBKcwggSjAgEAA\n-----END KEY-----";
        String clean = new SecretForms(List.of(key)).takenOutOf("line 2 is BAQEFAASCBKcwggSjAgEAA");
        assertThat(clean).isEqualTo("line 2 is <secret>");
    }

    @Test
    void theLongerOneGoesWholeAndShortWordsStay() {
        SecretForms forms = new SecretForms(List.of("token", "token-of-ann", "a"));
        assertThat(forms.takenOutOf("a token-of-ann and a token")).isEqualTo("a <secret> and a <secret>");
    }
}
