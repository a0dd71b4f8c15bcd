package io.weir.web.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The key of a group in a path, {@code /metrics/job/NAME/LABEL/VALUE...}; a name that ends in {@code @base64} has a value in base64 for
 * URLs. See <a href="https://github.com/prometheus/pushgateway#url">the Pushgateway</a>.
 */
final class GroupingKey {
    private static final String BASE64 = "@base64";
    private static final String PREFIX = "/metrics/";
    private static final int LONGEST = 4096;

    private GroupingKey() {}

    static Map<String, String> parse(String path) {
        if (!path.startsWith(PREFIX) || path.length() > LONGEST) {
            throw new IllegalArgumentException("the path must begin with /metrics/job/ and a job's name");
        }
        String[] words = path.substring(PREFIX.length()).split("/", -1);
        if (words.length % 2 != 0) {
            throw new IllegalArgumentException("odd number of components in the path; labels come as /NAME/VALUE");
        }
        Map<String, String> key = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            String name = decoded(words[i]);
            boolean base64 = name.endsWith(BASE64);
            if (base64) {
                name = name.substring(0, name.length() - BASE64.length());
            }
            String value = base64 ? fromBase64(words[i + 1]) : decoded(words[i + 1]);
            if (i == 0 && (!name.equals("job") || value.isEmpty())) {
                throw new IllegalArgumentException("the path must begin with /metrics/job/ and a job's name");
            }
            if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*") || name.startsWith("__")) {
                throw new IllegalArgumentException("\"" + name + "\" is no label name");
            }
            if (key.put(name, value) != null) {
                throw new IllegalArgumentException("label " + name + " occurs twice in the path");
            }
        }
        return key;
    }

    /** In a path a plus sign is a plus sign. */
    private static String decoded(String word) {
        return URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String fromBase64(String word) {
        // With padding or without; a lone = is the way to say nothing.
        String bare = decoded(word).replaceAll("=+$", "");
        try {
            return new String(Base64.getUrlDecoder().decode(bare), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + word + "\" is no base64 for URLs", e);
        }
    }
}
