package io.weir.runtime.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DistributionListTest {
    private static final String HASH = "0".repeat(64);

    @Test
    void flink230IsListedWholeWithEveryNameOnce() {
        DistributionList list = DistributionList.of(new FlinkVersion("2.3.0"));

        assertThat(list.artifacts()).hasSize(67);
        assertThat(list.artifacts()).extracting(DistributionArtifact::path).doesNotHaveDuplicates();
        assertThat(list.of(Set.of(ArtifactGroup.CORE)))
                .extracting(DistributionArtifact::fileName)
                .contains("flink-runtime-2.3.0.jar", "flink-runtime-web-2.3.0.jar", "log4j-core-2.25.3.jar")
                .doesNotContain("frocksdbjni-8.10.0-ververica-1.0.jar");
        assertThat(list.of(Set.of(ArtifactGroup.PYTHON)))
                .extracting(DistributionArtifact::path)
                .containsExactly("opt/flink-python-2.3.0.jar");
    }

    @Test
    void flink1205IsListedWholeWithEveryNameOnce() {
        DistributionList list = DistributionList.of(new FlinkVersion("1.20.5"));

        assertThat(list.artifacts()).hasSize(69);
        assertThat(list.artifacts()).extracting(DistributionArtifact::path).doesNotHaveDuplicates();
        assertThat(list.of(Set.of(ArtifactGroup.CORE)))
                .extracting(DistributionArtifact::fileName)
                .contains("flink-runtime-1.20.5.jar", "flink-container-1.20.0.jar", "log4j-core-2.25.3.jar");
    }

    @Test
    void unknownVersionSaysWhichOneThereIs() {
        assertThatThrownBy(() -> DistributionList.of(new FlinkVersion("1.0.0")))
                .isInstanceOf(DistributionException.class)
                .hasMessageContaining("Flink 1.0.0")
                .hasMessageContaining("2.3.0 and 1.20.5");
    }

    @Test
    void badLineSaysWhatIsWrong() {
        assertThatThrownBy(() -> DistributionArtifact.parse("core lib " + HASH + " 12"))
                .hasMessageContaining("expected: group folder sha256 bytes coordinates");
        assertThatThrownBy(() -> DistributionArtifact.parse("core ../lib " + HASH + " 12 g:a:1"))
                .hasMessageContaining("no folder of a distribution");
        assertThatThrownBy(() -> DistributionArtifact.parse("core lib cafe 12 g:a:1"))
                .hasMessageContaining("no SHA-256");
        assertThatThrownBy(() -> DistributionArtifact.parse("core lib " + HASH + " 12 g:a"))
                .hasMessageContaining("groupId:artifactId:version");
    }
}
