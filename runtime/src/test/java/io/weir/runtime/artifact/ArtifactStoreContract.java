package io.weir.runtime.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of artifacts does. */
abstract class ArtifactStoreContract {
    abstract ArtifactStore store();

    private static ArtifactVersion jar(String name, @Nullable String entryClass) {
        return new ArtifactVersion(
                "default",
                name,
                0,
                name + "-file",
                12,
                "ab",
                entryClass,
                "ops",
                Instant.parse("2026-11-21T10:00:00.123Z"));
    }

    @Test
    void versionsAreNumberedByNameAndNumbersAreNotUsedAgain() {
        ArtifactStore store = store();
        assertThat(store.add(jar("b.jar", "B")).version()).isEqualTo(1);
        ArtifactVersion second = store.add(jar("b.jar", null));
        assertThat(second.version()).isEqualTo(2);
        assertThat(store.add(jar("a.jar", null)).version()).isEqualTo(1);

        assertThat(store.all())
                .extracting(one -> one.name() + one.version())
                .containsExactly("a.jar1", "b.jar2", "b.jar1");
        assertThat(store.find("b.jar", 2)).contains(second);
        store.delete("b.jar", 2);
        assertThat(store.find("b.jar", 2)).isEmpty();
        assertThat(store.add(jar("b.jar", null)).version()).isEqualTo(3);
    }
}
