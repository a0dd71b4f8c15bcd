package io.weir.collector.target;

import io.weir.collector.metric.Labels;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How an address with labels becomes a target, as a <a
 * href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config">scrape config of Prometheus'</a>
 * says it, its labels with two underscores included.
 *
 * @param name the label {@code job} of targets that have none
 * @param cluster the label {@code cluster} of targets that have none
 * @param scheme {@code http} or {@code https}
 * @param metricsPath such as {@code /metrics}
 * @param parameters of the URL
 * @param options how its targets are scraped
 */
public record ScrapeJob(
        String name,
        String cluster,
        String scheme,
        String metricsPath,
        Map<String, List<String>> parameters,
        ScrapeOptions options) {
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final String PARAMETER = "__param_";

    public ScrapeJob {
        checkScheme(scheme);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        parameters.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        parameters = Map.copyOf(copy);
    }

    /**
     * The target at an address.
     *
     * @param given the labels that its source gave it; {@code __address__} among them replaces the address
     * @throws IllegalArgumentException saying what is wrong with the address or a label, and what to write
     */
    public Target target(String address, Map<String, String> given) {
        Map<String, String> all = new TreeMap<>();
        parameters.forEach((key, values) -> all.put(PARAMETER + key, values.isEmpty() ? "" : values.get(0)));
        all.put("__scheme__", scheme);
        all.put("__metrics_path__", metricsPath);
        all.put("__address__", address);
        all.put("job", name);
        all.put("cluster", cluster);
        given.forEach((label, value) -> {
            if (!LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException(
                        "\"" + label + "\" is no label name; write letters, digits and underscores, no digit first");
            }
            all.put(label, value);
        });
        String chosen = all.getOrDefault("__scheme__", "");
        checkScheme(chosen);
        String place = withPort(all.getOrDefault("__address__", ""), chosen);
        URI url = url(chosen, place, all);
        all.merge("instance", place, (own, found) -> own.isEmpty() ? found : own);
        all.merge("process", all.getOrDefault("instance", place), (own, found) -> own.isEmpty() ? found : own);
        ScrapePace pace = pace(all);
        all.keySet().removeIf(label -> label.startsWith("__"));
        return new Target(
                all.getOrDefault("cluster", ""),
                all.getOrDefault("process", ""),
                url,
                Labels.of(all),
                options.with(pace));
    }

    private ScrapePace pace(Map<String, String> all) {
        ScrapePace own = ScrapePace.parse(
                all.getOrDefault("__scrape_interval__", ""), all.getOrDefault("__scrape_timeout__", ""));
        ScrapePace common = options.pace();
        Duration interval = own.intervalOr(common.interval());
        Duration timeout = own.timeout().isZero() ? common.timeout() : own.timeout();
        boolean shorter = own.timeout().isZero() && !interval.isZero() && timeout.compareTo(interval) > 0;
        return new ScrapePace(interval, shorter ? interval : timeout);
    }

    private static void checkScheme(String scheme) {
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException("the scheme \"" + scheme + "\" is unknown; write http or https");
        }
    }

    private static String withPort(String address, String scheme) {
        if (address.isEmpty() || address.contains("/") || address.contains("@") || address.contains(" ")) {
            throw new IllegalArgumentException("\"" + address
                    + "\" is no address; write host:port, such as 10.0.0.1:9249, without scheme and path");
        }
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > address.lastIndexOf(']');
        if (hasPort && address.indexOf(':') != colon && !address.startsWith("[")) {
            throw new IllegalArgumentException(
                    "\"" + address + "\" has several colons; write an IPv6 address in brackets, such as [::1]:9249");
        }
        if (!hasPort) {
            return address + ("https".equals(scheme) ? ":443" : ":80");
        }
        String port = address.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("the port of \"" + address + "\" is not 1 to 65535");
        }
        return address;
    }

    private URI url(String chosen, String place, Map<String, String> all) {
        Map<String, List<String>> query = new TreeMap<>(parameters);
        all.forEach((label, value) -> {
            if (label.startsWith(PARAMETER)) {
                String key = label.substring(PARAMETER.length());
                List<String> written = parameters.getOrDefault(key, List.of());
                List<String> rest = written.isEmpty() ? List.of() : written.subList(1, written.size());
                query.put(key, Stream.concat(Stream.of(value), rest.stream()).toList());
            }
        });
        String path = all.getOrDefault("__metrics_path__", "");
        StringBuilder text = new StringBuilder(chosen).append("://").append(place);
        text.append(path.startsWith("/") ? "" : "/").append(path.replace(" ", "%20"));
        char separator = path.contains("?") ? '&' : '?';
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            for (String value : parameter.getValue()) {
                text.append(separator)
                        .append(encode(parameter.getKey()))
                        .append('=')
                        .append(encode(value));
                separator = '&';
            }
        }
        URI url;
        try {
            url = URI.create(text.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no URL: " + e.getMessage(), e);
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException(
                    "\"" + place + "\" has no host name that a URL may have; write host:port, such as 10.0.0.1:9249");
        }
        return url;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
