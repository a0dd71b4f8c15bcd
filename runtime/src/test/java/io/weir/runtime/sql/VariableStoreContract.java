package io.weir.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every store of variables does. */
interface VariableStoreContract {
    VariableStore store();

    private static Variable variable(String name, String value, boolean hidden) {
        return new Variable(name, value, hidden, "why", "ops", Instant.ofEpochMilli(5));
    }

    @Test
    default void variablesComeBackByName() {
        VariableStore store = store();
        store.put(variable("b", "2", false));
        store.put(variable("a", "geheim \u00e4", true));
        assertThat(store.all()).containsExactly(variable("a", "geheim \u00e4", true), variable("b", "2", false));
        store.put(variable("b", "3", true));
        assertThat(store.find("b")).contains(variable("b", "3", true));
        assertThat(store.delete("b")).isTrue();
        assertThat(store.delete("b")).isFalse();
        assertThat(store.find("b")).isEmpty();
    }
}
