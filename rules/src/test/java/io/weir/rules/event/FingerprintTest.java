package io.weir.rules.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static Subject job(String cluster, String id, String vertex) {
        return new Subject(cluster, id, "orders", null, vertex, vertex);
    }

    @Test
    void fingerprintIsSixteenHexDigitsThatNeverChange() {
        assertThat(Fingerprint.of("JobFailed", job("demo", "ab12", "v1")))
                .matches("[0-9a-f]{16}")
                .isEqualTo(Fingerprint.of("JobFailed", job("demo", "ab12", "v2")));
    }

    @Test
    void otherRuleOrSubjectHasAnother() {
        assertThat(List.of(
                        Fingerprint.of("JobFailed", job("demo", "ab12", "v")),
                        Fingerprint.of("JobStarted", job("demo", "ab12", "v")),
                        Fingerprint.of("JobFailed", job("demoa", "b12", "v")),
                        Fingerprint.of("JobFailed", job("demo", "ab13", "v"))))
                .doesNotHaveDuplicates();
    }
}
