package io.weir.runtime.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Variables in memory. */
public final class MemoryVariableStore implements VariableStore {
    private final Map<String, Map<String, Variable>> variables = new ConcurrentHashMap<>();

    @Override
    public List<Variable> of(String workspace) {
        return List.copyOf(in(workspace).values());
    }

    @Override
    public List<String> hidden() {
        return variables.values().stream()
                .flatMap(own -> own.values().stream())
                .filter(Variable::hidden)
                .map(Variable::value)
                .toList();
    }

    @Override
    public Optional<Variable> find(String workspace, String name) {
        return Optional.ofNullable(in(workspace).get(name));
    }

    @Override
    public void put(Variable variable) {
        in(variable.workspace()).put(variable.name(), variable);
    }

    @Override
    public boolean delete(String workspace, String name) {
        return in(workspace).remove(name) != null;
    }

    private Map<String, Variable> in(String workspace) {
        return variables.computeIfAbsent(workspace, same -> new ConcurrentSkipListMap<>());
    }
}
