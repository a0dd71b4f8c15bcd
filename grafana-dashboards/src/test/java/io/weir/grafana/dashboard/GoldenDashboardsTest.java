package io.weir.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code dashboards/}; {@code -Dweir.docs.write=true} writes them anew. */
class GoldenDashboardsTest {
    private static final Path FOLDER = Path.of("dashboards");

    static Stream<Dashboard> all() {
        return Dashboards.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void committedFileIsWhatTheGeneratorWrites(Dashboard dashboard) throws IOException {
        Path file = file(dashboard);
        if (Boolean.getBoolean("weir.docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, DashboardJson.text(dashboard));
        }

        assertThat(file).hasContent(DashboardJson.text(dashboard));
    }

    @Test
    void noFileIsLeftOfADashboardThatIsNoMore() throws IOException {
        Set<Path> made = new HashSet<>();
        all().forEach(one -> made.add(file(one)));

        try (Stream<Path> files = Files.walk(FOLDER)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Test
    void uidsAreOneOfAKindAndShortEnoughForGrafana() {
        List<String> uids = all().map(Dashboard::uid).toList();

        assertThat(uids).doesNotHaveDuplicates().allMatch(uid -> uid.matches("[a-z-]{1,40}"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPanelSaysWhatItShows(Dashboard dashboard) throws IOException {
        for (JsonNode panel :
                new ObjectMapper().readTree(DashboardJson.text(dashboard)).path("panels")) {
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("description").asText())
                        .as(panel.path("title").asText())
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void panelsDoNotOverlap(Dashboard dashboard) throws IOException {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel :
                new ObjectMapper().readTree(DashboardJson.text(dashboard)).path("panels")) {
            JsonNode place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    String cell =
                            place.path("x").asInt() + x + " " + (place.path("y").asInt() + y);
                    assertThat(taken.add(cell))
                            .as(panel.path("title") + " at " + cell)
                            .isTrue();
                }
            }
        }
    }

    private static Path file(Dashboard dashboard) {
        return FOLDER.resolve(dashboard.store().type()).resolve(dashboard.name() + ".json");
    }
}
