package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.catalogue.Catalogue;
import io.weir.rules.catalogue.CatalogueEntry;
import io.weir.rules.catalogue.CatalogueGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/events.md} and the pages in {@code docs/events} are made from the catalogue; run with {@code -Dweir.docs.write=true}
 * to write them anew.
 */
final class EventReferenceTest {
    private static final Path INDEX = Path.of("..", "docs", "events.md");
    private static final Path PAGES = Path.of("..", "docs", "events");

    private static final String HEAD = """
            # Events

            Every event that Weir fires by itself. Each has a page with its meaning, advice, parameters and how it is found, in English and Chinese.
            The defaults are the thresholds that the managed clouds document; set others in the configuration:

            ```yaml
            rules:
              parameters:
                BackpressureSevere: {threshold: 0.9, for: 1m}
                NoFreeSlot: {enabled: false}
              overrides:
                - match: '{cluster="prod", job_name=~"orders-.*"}'
                  parameters:
                    LagHigh: {threshold: 50000}
            ```

            An override is for the subjects that its `match` selects; of several that match and name a rule the first is in force. The same can be set in the console
            (*Rules*, a rule, *Settings*) and by `PUT /api/v1/rules/NAME/setting`; what is set there lies over the configuration, is in force at once and keeps every version.
            `weir rules export` writes those that PromQL can say as a [Prometheus rule file](rules/weir-flink.rules.yml), as they ship, with `--config weir.yaml`, or with `--data`
            as they are in force.

            An unknown rule or parameter, or a value out of range, is an error that names the nearest one. Events of severity info are records: they are kept and
            shown, but not sent.
            """;

    @Test
    void pagesSayWhatTheCatalogueSays() throws IOException {
        Map<Path, String> expected = pages();
        if (Boolean.getBoolean("weir.docs.write")) {
            Files.createDirectories(PAGES);
            for (Map.Entry<Path, String> page : expected.entrySet()) {
                Files.writeString(page.getKey(), page.getValue());
            }
        }
        for (Map.Entry<Path, String> page : expected.entrySet()) {
            assertThat(page.getKey()).content().isEqualTo(page.getValue());
        }
    }

    @Test
    void noPageIsLeftOfAnEventThatIsNoMore() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            List<String> names = Catalogue.bundled().entries().stream()
                    .map(entry -> entry.name() + ".md")
                    .toList();
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    private static Map<Path, String> pages() {
        Map<Path, String> pages = new TreeMap<>();
        StringBuilder index = new StringBuilder(HEAD);
        for (CatalogueGroup group : Catalogue.bundled().groups()) {
            index.append("\n## ").append(group.name()).append("\n\n");
            index.append(group.title().en())
                    .append(" (")
                    .append(group.title().zh())
                    .append(")\n\n");
            index.append("| event | severity | says | 中文 |\n|---|---|---|---|\n");
            for (CatalogueEntry entry : group.entries()) {
                index.append("| [")
                        .append(entry.name())
                        .append("](events/")
                        .append(entry.name())
                        .append(".md) | ");
                index.append(entry.severity().name().toLowerCase(Locale.ROOT)).append(" | ");
                index.append(entry.title().en())
                        .append(" | ")
                        .append(entry.title().zh())
                        .append(" |\n");
                pages.put(
                        PAGES.resolve(entry.name() + ".md"),
                        new RunbookPage(entry, entry.definition().parameters()).markdown());
            }
        }
        pages.put(INDEX, index.toString());
        return pages;
    }
}
