package io.weir.collector.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeJobTest {
    private final ScrapeJob job = new ScrapeJob(
            "flink", "prod", "http", "/metrics", Map.of("module", List.of("a", "b")), ScrapeOptions.DEFAULTS);

    @Test
    void anAddressAloneBecomesATarget() {
        Target target = job.target("10.0.0.1:9249", Map.of());
        assertThat(target.url()).hasToString("http://10.0.0.1:9249/metrics?module=a&module=b");
        assertThat(target.cluster()).isEqualTo("prod");
        assertThat(target.process()).isEqualTo("10.0.0.1:9249");
        assertThat(target.labels())
                .hasToString("{cluster=\"prod\",instance=\"10.0.0.1:9249\",job=\"flink\",process=\"10.0.0.1:9249\"}");
        assertThat(target.options()).isEqualTo(ScrapeOptions.DEFAULTS);
    }

    @Test
    void labelsWithTwoUnderscoresSayHowAndAreDropped() {
        Target target = job.target(
                "ignored:1",
                Map.of(
                        "__address__", "[2001:db8::1]",
                        "__scheme__", "https",
                        "__metrics_path__", "/flink page",
                        "__scrape_interval__", "1m30s",
                        "__scrape_timeout__", "500ms",
                        "__param_module", "x y",
                        "__param_more", "&",
                        "__meta_rack", "r1",
                        "process", "jm",
                        "run", "7"));
        assertThat(target.url()).hasToString("https://[2001:db8::1]:443/flink%20page?module=x+y&module=b&more=%26");
        assertThat(target.options().pace()).isEqualTo(new ScrapePace(Duration.ofSeconds(90), Duration.ofMillis(500)));
        assertThat(target.labels())
                .hasToString(
                        "{cluster=\"prod\",instance=\"[2001:db8::1]:443\",job=\"flink\",process=\"jm\",run=\"7\"}");
    }

    @Test
    void theJobsPaceFillsWhatATargetLeavesOut() {
        ScrapeJob slow = new ScrapeJob(
                "flink",
                "prod",
                "http",
                "/metrics",
                Map.of(),
                ScrapeOptions.DEFAULTS.with(new ScrapePace(Duration.ofSeconds(60), Duration.ofSeconds(20))));
        assertThat(slow.target("a:1", Map.of("__scrape_interval__", "5s"))
                        .options()
                        .pace())
                .isEqualTo(new ScrapePace(Duration.ofSeconds(5), Duration.ofSeconds(5)));
        assertThat(slow.target("a:1", Map.of("__scrape_timeout__", "5s"))
                        .options()
                        .pace())
                .isEqualTo(new ScrapePace(Duration.ofSeconds(60), Duration.ofSeconds(5)));
        assertThat(job.target("a:1", Map.of("__scrape_timeout__", "5s"))
                        .options()
                        .pace())
                .isEqualTo(new ScrapePace(Duration.ZERO, Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://a:1/metrics | job       | x     | no address",
                "a b:1              | job       | x     | no address",
                "a:99999            | job       | x     | not 1 to 65535",
                "a:port             | job       | x     | not 1 to 65535",
                "2001:db8::1        | job       | x     | brackets",
                "some_host:1        | job       | x     | no host name",
                "a:1                | a-b       | x     | no label name",
                "a:1                | __scheme__ | ftp  | http or https",
                "a:1                | __scrape_interval__ | soon | no duration",
                "a:1                | __scrape_interval__ | 0s   | no duration",
                "a:1                | __metrics_path__    | /%zz | no URL",
            })
    void aFaultSaysWhatToWrite(String address, String label, String value, String fault) {
        assertThatThrownBy(() -> job.target(address, Map.of(label, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void aTimeoutIsNoLongerThanItsInterval() {
        assertThatThrownBy(() -> job.target("a:1", Map.of("__scrape_interval__", "5s", "__scrape_timeout__", "6s")))
                .hasMessageContaining("longer than the scrape interval");
    }
}
