package io.weir.diagnosis.known;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.database.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every form of the store does. */
abstract class ExceptionStoreTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    abstract ExceptionStore store();

    private static KnownException known(String fingerprint, long second, String notedBy) {
        Sighting sighting = new Sighting(AT.plusSeconds(second), "prod", "orders", "0a".repeat(16), "v3");
        return new KnownException(
                new ExceptionPrint(
                        fingerprint, "shop.Bad", "shop.Bad: order <n>", List.of("shop.Book.map", "shop.Book.run")),
                sighting,
                sighting,
                1,
                "a note",
                "an owner",
                AT,
                notedBy);
    }

    @Test
    void whatWasMadeOfNothingIsReadAsItWasWritten() {
        KnownException made = known("f1", 0, "alex");
        assertThat(store().update("f1", before -> {
                    assertThat(before).isEmpty();
                    return made;
                }))
                .isEqualTo(made);
        assertThat(store().find("f1")).contains(made);
        assertThat(store().find("f2")).isEmpty();
    }

    @Test
    void aChangeSeesWhatWasThereAndTakesItsPlace() {
        store().update("f1", before -> known("f1", 0, ""));
        Sighting later = new Sighting(AT.plusSeconds(9), "test", "payments", "0b".repeat(16), "v4");
        store().update("f1", before -> before.orElseThrow().seenAgain(later));

        KnownException now = store().find("f1").orElseThrow();
        assertThat(now.seen()).isEqualTo(2);
        assertThat(now.first().version()).isEqualTo("v3");
        assertThat(now.last()).isEqualTo(later);
        assertThat(store().newest(10)).hasSize(1);
    }

    @Test
    void thoseSeenLastComeFirst() {
        store().update("f1", before -> known("f1", 0, ""));
        store().update("f2", before -> known("f2", 20, ""));
        store().update("f3", before -> known("f3", 10, ""));
        assertThat(store().newest(2))
                .extracting(each -> each.print().fingerprint())
                .containsExactly("f2", "f3");
    }

    @Test
    void theOldestAreForgottenButForThoseThatSomebodyNoted() {
        store().update("f1", before -> known("f1", 0, "alex"));
        store().update("f2", before -> known("f2", 10, ""));
        store().update("f3", before -> known("f3", 20, ""));
        store().prune(1);
        assertThat(store().newest(10))
                .extracting(each -> each.print().fingerprint())
                .containsExactly("f3", "f1");
    }

    static final class InMemory extends ExceptionStoreTest {
        private final ExceptionStore store = new MemoryExceptionStore();

        @Override
        ExceptionStore store() {
            return store;
        }
    }

    @SuppressWarnings("NullAway.Init") // JUnit sets the folder.
    static final class InDatabase extends ExceptionStoreTest {
        @TempDir
        private Path folder;

        private @Nullable ExceptionStore store;

        @Override
        ExceptionStore store() {
            if (store == null) {
                store = new SqlExceptionStore(Database.open(folder, "diagnosis").jdbi());
            }
            return store;
        }
    }
}
