package io.weir.runtime.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the list Weir ships against Maven Central; apart from the others because it may fetch 200 MB. */
@Tag("soak")
class PublishedListTest {
    @Test
    void listIsWhatMavenCentralServes() throws Exception {
        FlinkVersion version = new FlinkVersion("2.3.0");

        assertThat(new DistributionListWriter(MavenSettings.ofUser())
                        .list(version)
                        .artifacts())
                .containsExactlyInAnyOrderElementsOf(
                        DistributionList.of(version).artifacts());
    }
}
