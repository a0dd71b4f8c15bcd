package io.weir.runtime.sql;

import java.util.List;
import java.util.Optional;

/** Where variables are kept. Thread-safe. */
public interface VariableStore {
    /** Those of a workspace, by name. */
    List<Variable> of(String workspace);

    /** The hidden values of all workspaces. */
    List<String> hidden();

    Optional<Variable> find(String workspace, String name);

    void put(Variable variable);

    /** Whether there was one. */
    boolean delete(String workspace, String name);
}
