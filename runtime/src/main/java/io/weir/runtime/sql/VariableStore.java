package io.weir.runtime.sql;

import java.util.List;
import java.util.Optional;

/** Where variables are kept. Thread-safe. */
public interface VariableStore {
    /** By name. */
    List<Variable> all();

    Optional<Variable> find(String name);

    void put(Variable variable);

    /** Whether there was one. */
    boolean delete(String name);
}
