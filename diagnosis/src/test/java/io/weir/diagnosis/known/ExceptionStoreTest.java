package io.weir.diagnosis.known;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
