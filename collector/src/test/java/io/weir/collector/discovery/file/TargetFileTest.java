package io.weir.collector.discovery.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.weir.collector.target.ScrapeJob;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TargetFileTest {
    private static final ScrapeJob JOB =
            new ScrapeJob("flink", "prod", "http", "/metrics", Map.of(), ScrapeOptions.DEFAULTS);

    @Test
    void jsonAndYamlSayTheSame() throws FileFault {
        List<Target> json = TargetFile.read("a.json", """
                [
                \t{"targets": ["a:1", "b:2"], "labels": {"namespace": "shop", "__metrics_path__": "/m"}},
                \t{"targets": [], "labels": {}},
                \t{"labels": {"run": "7"}, "targets": ["c:3"]}
                ]
                """, JOB);
        List<Target> yaml = TargetFile.read("a.yml", """
                # A comment.
                - targets: [a:1, 'b:2']
                  labels: &common
                    namespace: shop
                    __metrics_path__: /m
                - targets: []
                - targets:
                    - c:3
                  labels:
                    run: 7
                """, JOB);
        assertThat(yaml).isEqualTo(json);
        assertThat(json)
                .extracting(target -> target.url().toString())
                .containsExactly("http://a:1/m", "http://b:2/m", "http://c:3/metrics");
        assertThat(json.get(0).labels().get("namespace")).isEqualTo("shop");
        assertThat(json.get(2).labels().get("run")).isEqualTo("7");
        assertThat(TargetFile.read("a.yaml", "[]", JOB)).isEmpty();
    }

    static List<Arguments> faults() {
        return List.of(
                Arguments.of("a.json", "", 1, "is empty"),
                Arguments.of("a.yaml", "# nothing\n", 1, "is empty"),
                Arguments.of("a.json", "[\n {\"targets\": [\"a:1\"", 2, "is no JSON"),
                Arguments.of("a.json", "[]\n[]", 2, "more behind the end"),
                Arguments.of("a.json", "[\n{\"targets\": [1]}]", 2, "must be a text"),
                Arguments.of("a.json", "[\nnull]", 2, "a group must hold"),
                Arguments.of("a.json", "[{\"targets\": [\"a:1\"],\n\"labels\": {\"x\": 1}}]", 2, "quote it"),
                Arguments.of("a.json", "[".repeat(2_000), 1, "nested"),
                Arguments.of("a.yaml", "- targets: [a:1]\n  label: {}\n", 2, "unknown key \"label\""),
                Arguments.of("a.yaml", "- targets: [a:1\n- targets", 2, "is no YAML"),
                Arguments.of("a.yaml", "- targets: a:1\n", 1, "list of host:port"),
                Arguments.of("a.yaml", "- labels: {a: b}\n", 1, "no targets"),
                Arguments.of("a.yaml", "targets: [a:1]\n", 1, "a list of groups"),
                Arguments.of("a.yaml", "- targets: [a:1]\n  labels: {x: y, x: z}\n", 2, "twice"),
                Arguments.of(
                        "a.yaml",
                        "- targets:\n  - a:1\n  - http://b:2\n",
                        3,
                        "target http://b:2: \"http://b:2\" is no"),
                Arguments.of("a.yaml", "- targets: [a:1]\n  labels: {__scrape_interval__: soon}\n", 1, "duration"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultHasItsLine(String file, String text, int line, String message) {
        assertThatThrownBy(() -> TargetFile.read(file, text, JOB))
                .hasMessageContaining(message)
                .asInstanceOf(type(FileFault.class))
                .returns(line, FileFault::line);
    }
}
