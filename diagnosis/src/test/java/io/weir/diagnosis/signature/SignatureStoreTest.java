package io.weir.diagnosis.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every form of the store does. */
abstract class SignatureStoreTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    abstract SignatureStore store();

    private static SignatureVersion version(String id, long number, @Nullable String yaml) {
        return new SignatureVersion(id, number, yaml, "alex", AT.plusSeconds(number));
    }

    @Test
    void theNewestVersionOfEachIsCurrentAlsoWhenItIsTakenAway() {
        assertThat(store().add(version("pipe", 1, "id: pipe"))).isTrue();
        assertThat(store().add(version("pipe", 2, null))).isTrue();
        assertThat(store().add(version("disk", 1, "id: disk"))).isTrue();
        assertThat(store().current())
                .containsExactlyInAnyOrder(version("pipe", 2, null), version("disk", 1, "id: disk"));
    }

    @Test
    void versionsComeNewestFirst() {
        store().add(version("pipe", 1, "id: pipe"));
        store().add(version("pipe", 2, "id: pipe2"));
        assertThat(store().versions("pipe"))
                .containsExactly(version("pipe", 2, "id: pipe2"), version("pipe", 1, "id: pipe"));
        assertThat(store().versions("disk")).isEmpty();
    }

    @Test
    void whoeverIsSlowerIsRefused() {
        store().add(version("pipe", 1, "the first"));
        assertThat(store().add(version("pipe", 1, "the second"))).isFalse();
        assertThat(store().versions("pipe")).containsExactly(version("pipe", 1, "the first"));
    }
}
