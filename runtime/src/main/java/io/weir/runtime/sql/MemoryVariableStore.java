package io.weir.runtime.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Variables in memory. */
public final class MemoryVariableStore implements VariableStore {
    private final Map<String, Variable> variables = new ConcurrentSkipListMap<>();

    @Override
    public List<Variable> all() {
        return List.copyOf(variables.values());
    }

    @Override
    public Optional<Variable> find(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public void put(Variable variable) {
        variables.put(variable.name(), variable);
    }

    @Override
    public boolean delete(String name) {
        return variables.remove(name) != null;
    }
}
