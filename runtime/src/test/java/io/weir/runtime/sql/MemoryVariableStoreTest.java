package io.weir.runtime.sql;

class MemoryVariableStoreTest implements VariableStoreContract {
    @Override
    public VariableStore store() {
        return new MemoryVariableStore();
    }
}
