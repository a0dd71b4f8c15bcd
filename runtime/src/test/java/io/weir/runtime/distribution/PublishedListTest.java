package io.weir.runtime.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the lists Weir ships against Maven Central; apart from the others because it may fetch 200 MB. */
@Tag("soak")
class PublishedListTest {
    @ParameterizedTest
    @ValueSource(strings = {"2.3.0", "1.20.5"})
    void listIsWhatMavenCentralServes(String text) throws Exception {
        FlinkVersion version = new FlinkVersion(text);

        assertThat(new DistributionListWriter(MavenSettings.ofUser())
                        .list(version)
                        .artifacts())
                .containsExactlyInAnyOrderElementsOf(
                        DistributionList.of(version).artifacts());
    }
}
