package io.weir.web.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Takes secrets out of texts by their values, however a text writes them: plainly, within JSON or JSON within it, in a URL, in base64. */
final class SecretForms {
    /** What is shorter stands in every text by chance. */
    private static final int SHORTEST = 4;

    private final List<String> forms;

    SecretForms(Collection<String> secrets) {
        Set<String> all = new LinkedHashSet<>();
        secrets.stream().filter(secret -> secret.length() >= SHORTEST).forEach(secret -> {
            forms(secret).forEach(all::add);
            // Of a key in several lines each line is one.
            secret.lines()
                    .filter(line -> line.length() >= 4 * SHORTEST && !line.startsWith("-----"))
                    .forEach(all::add);
        });
        // The longest first: what is left of a secret after a part of it was taken out would stay.
        forms = all.stream()
                .filter(form -> form.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static Stream<String> forms(String secret) {
        String json = json(secret);
        String url = URLEncoder.encode(secret, UTF_8);
        byte[] bytes = secret.getBytes(UTF_8);
        return Stream.of(
                secret,
                json,
                json(json),
                json.replace("/", "\\/"),
                url,
                url.replace("+", "%20"),
                secret.replace("'", "''"),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** The text without them. */
    String takenOutOf(String text) {
        String clean = text;
        for (String form : forms) {
            clean = clean.replace(form, "<secret>");
        }
        return clean;
    }
}
