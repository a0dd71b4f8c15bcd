package io.weir.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every store of variables does. */
interface VariableStoreContract {
    VariableStore store();

    private static Variable variable(String name, String value, boolean hidden) {
        return new Variable("default", name, value, hidden, "why", "ops", Instant.ofEpochMilli(5));
    }

    @Test
    default void variablesComeBackByName() {
        VariableStore store = store();
        store.put(variable("b", "2", false));
        store.put(variable("a", "geheim \u00e4", true));
        assertThat(store.of("default"))
                .containsExactly(variable("a", "geheim \u00e4", true), variable("b", "2", false));
        store.put(variable("b", "3", true));
        assertThat(store.find("default", "b")).contains(variable("b", "3", true));
        assertThat(store.delete("default", "b")).isTrue();
        assertThat(store.delete("default", "b")).isFalse();
        assertThat(store.find("default", "b")).isEmpty();
    }

    @Test
    default void anotherWorkspaceHasValuesOfItsOwn() {
        VariableStore store = store();
        store.put(variable("a", "1", false));
        Variable theirs = new Variable("orders", "a", "2", true, "", "ops", Instant.ofEpochMilli(6));
        store.put(theirs);
        assertThat(store.of("orders")).containsExactly(theirs);
        assertThat(store.hidden()).containsExactly("2");
        assertThat(store.find("default", "a")).contains(variable("a", "1", false));
        assertThat(store.delete("orders", "a")).isTrue();
        assertThat(store.find("default", "a")).isPresent();
        assertThat(store.of("orders")).isEmpty();
    }
}
