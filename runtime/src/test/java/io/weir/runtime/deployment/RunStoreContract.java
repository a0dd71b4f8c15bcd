package io.weir.runtime.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every store of runs does. */
abstract class RunStoreContract {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123Z");

    abstract RunStore store();

    private static Run run(String id, int number) {
        return new Run(
                id,
                "d",
                number,
                7,
                Mode.SESSION,
                "shared",
                "ab",
                RunState.STARTING,
                "file:/s",
                true,
                "file:/c",
                AT,
                null,
                null,
                null);
    }

    @Test
    void runComesBackAsItIsNow() {
        RunStore store = store();
        store.put(run("1", 1));
        store.put(run("2", 2));
        Run over = run("1", 1).running(AT.plusMillis(3)).over(RunState.LOST, "it is gone", AT.plusMillis(9));
        store.put(over);

        assertThat(store.find("1")).contains(over);
        assertThat(store.of("d", 10)).extracting(Run::number).containsExactly(2, 1);
        assertThat(store.of("d", 1)).hasSize(1);
        store.say("1", AT, "gone too");
        store.forget("d");
        assertThat(store.find("1")).isEmpty();
        assertThat(store.lines("1", 0, 10)).isEmpty();
    }

    @Test
    void onlyTheNewestAreKept() {
        RunStore store = store();
        for (int number = 1; number <= 5; number++) {
            store.put(run("r" + number, number));
            store.say("r" + number, AT, "begun");
        }
        store.keep("d", 2);
        assertThat(store.of("d", 10)).extracting(Run::number).containsExactly(5, 4);
        assertThat(store.lines("r3", 0, 10)).isEmpty();
        assertThat(store.lines("r4", 0, 10)).hasSize(1);
        store.keep("d", 7);
        assertThat(store.of("d", 10)).hasSize(2);
    }

    @Test
    void logKeepsItsOrderAndHasAnEnd() {
        RunStore store = store();
        for (int i = 1; i <= RunStore.MOST_LINES + 5; i++) {
            store.say("1", AT, "line " + i);
        }
        assertThat(store.lines("1", 0, 3)).extracting(RunLine::text).containsExactly("line 1", "line 2", "line 3");
        assertThat(store.lines("1", 2, 1)).containsExactly(new RunLine(3, AT, "line 3"));
        assertThat(store.lines("1", RunStore.MOST_LINES - 1, 100)).hasSize(1);
    }
}
